package dev.winnow.cli.api;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which way a command goes to the interface server where the environment names a proxy. */
class ApiTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket proxy;

    @BeforeEach
    void listen() throws IOException {
        proxy = new ServerSocket(0);
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (Socket caller = proxy.accept()) {
                    byte[] start = new byte[500];
                    heard.add(new String(start, 0, caller.getInputStream().read(start), UTF_8));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void aTokenGoesThroughNoProxyThatCouldReadIt() {
        assertThatThrownBy(() -> api("http://winnow.invalid:8001").get("/status")).isInstanceOf(CliException.class);
        assertThatThrownBy(() -> api("HTTP://winnow.invalid:8001").get("/status")).isInstanceOf(CliException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void withTlsTheProxyOfTheEnvironmentIsTaken() {
        assertThatThrownBy(() -> api("https://winnow.invalid").get("/status")).isInstanceOf(CliException.class);
        assertThat(heard).isNotEmpty().allSatisfy(request -> assertThat(request)
                .startsWith("CONNECT winnow.invalid:443").doesNotContain("secret-token"));
    }

    private Api api(String url) {
        String address = "http://127.0.0.1:" + proxy.getLocalPort();
        return new Api(new Whereabouts(url, "secret-token"),
                Map.of("http_proxy", address, "https_proxy", address)::get);
    }
}
