package dev.winnow.daemon.outbound;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.ConnectionResult.Outcome;
import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** Says the same to everybody, whatever it is asked; an empty answer is silence, on connections that stay open. */
    private record Rude(ServerSocket socket, String answer, Queue<Socket> held) implements AutoCloseable {
        static Rude saying(String answer) throws IOException {
            Rude rude = new Rude(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer,
                    new ConcurrentLinkedQueue<>());
            Thread.ofVirtual().start(rude::serve);
            return rude;
        }

        private void serve() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    held.add(client);
                    if (!answer.isEmpty()) {
                        client.getInputStream().read(new byte[4096]);
                        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                        client.close();
                    }
                } catch (IOException e) {
                    return;
                }
            }
        }

        String authority() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket client : held) {
                client.close();
            }
        }
    }

    private static Outcome outcome(Map<String, String> variables, String uri) {
        return new ConnectionCheck(new ProxyResolver(variables::get), LIMIT).check(new OutboundTarget(
                OutboundConnection.SENTRY, URI.create(uri), true)).outcome();
    }

    private static String sentence(Map<String, String> variables, String uri) {
        Outcome outcome = outcome(variables, uri);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).sentence();
    }

    @ParameterizedTest
    @CsvSource({"200", "301", "403", "404", "500"})
    void anyAnswerOfTheHostWillDo(int status) throws IOException {
        try (Rude host = Rude.saying("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\nLocation: http://a/\r\n\r\n")) {
            assertThat(outcome(Map.of(), "http://" + host.authority() + "/")).isInstanceOfSatisfying(
                    Outcome.Reached.class, reached -> assertThat(reached.status()).isEqualTo(status));
        }
    }

    @Test
    void aHostThatIsSilentIsGivenUpInTime() throws IOException {
        try (Rude host = Rude.saying("")) {
            for (String scheme : List.of("http", "https")) {
                long before = System.nanoTime();

                assertThat(sentence(Map.of(), scheme + "://" + host.authority() + "/"))
                        .contains("cannot be reached directly: no answer");
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT.multipliedBy(3));
            }
        }
    }

    @Test
    void aProxyThatIsSilentOrGoneIsNamedNotTheHost() throws IOException {
        try (Rude proxy = Rude.saying("")) {
            assertThat(sentence(Map.of("https_proxy", proxy.authority()), "https://far.example/")).startsWith(
                    "https://far.example/ cannot be reached through the proxy " + proxy.authority() + ": no answer");
        }
        String gone = "127.0.0.1:" + FreePort.any();
        assertThat(sentence(Map.of("http_proxy", gone), "http://far.example/")).isEqualTo(
                "http://far.example/ cannot be reached through the proxy " + gone + ": refused.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"http|407 X|wants a user and a password",
            "https|407 X|wants a user and a password",
            "https|403 Forbidden|does not let through to far.example", "http|502 X|answered 502 through the proxy",
            "https|502 X|does not let through to far.example"})
    void whatAProxyAnswersInTheHostsPlaceIsNoAnswerOfTheHost(String scheme, String status, String expected)
            throws IOException {
        try (Rude proxy = Rude.saying("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n"
                + "Proxy-Authenticate: Basic realm=\"x\"\r\n\r\n")) {
            for (String login : List.of("", "user:geheim@")) {
                String said = sentence(Map.of(scheme + "_proxy", "http://" + login + proxy.authority()),
                        scheme
                                + "://far.example/");
                assertThat(said).contains(expected).doesNotContain("geheim");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"http|not HTTP at all", "http|HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n",
            "https|HTTP/1.1 400 X\\r\\n\\r\\n"})
    void whatIsNoAnswerAtAllBreaksOff(String scheme, String answer) throws IOException {
        try (Rude host = Rude.saying(answer.replace("\\r\\n", "\r\n"))) {
            assertThat(outcome(Map.of(), scheme + "://" + host.authority() + "/"))
                    .isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void anExampleIsOnlyLookedAt() {
        ConnectionResult result = new ConnectionCheck(new ProxyResolver(name -> null)).check(new OutboundTarget(
                OutboundConnection.SENTRY, URI.create("https://far.example/"), false));

        assertThat(result.outcome()).isInstanceOf(Outcome.NotTried.class);
        assertThat(result.routeWords()).isEqualTo("directly: https_proxy is not set");
        assertThat(result.outcomeWords()).isEqualTo("not tried");
    }

    @Test
    void severalAreTriedSideBySide() throws Exception {
        try (Rude host = Rude.saying("")) {
            List<OutboundTarget> targets = java.util.Collections.nCopies(8, new OutboundTarget(
                    OutboundConnection.SENTRY, URI.create("http://" + host.authority() + "/"), true));
            long before = System.nanoTime();

            assertThat(new ConnectionCheck(new ProxyResolver(name -> null), LIMIT).checkAll(targets)).hasSize(8);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT.multipliedBy(4));
        }
    }
}
