package dev.winnow.web.api.live;

import dev.winnow.db.people.Role;
import dev.winnow.web.Browser;
import dev.winnow.web.TestServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EventsIT {
    @Test
    void numbersAreSentWhenTheyChangeAndStopWithTheServer() throws Exception {
        try (TestServer server = TestServer.started()) {
            Browser browser = server.browser();
            assertThat(browser.get("/events").status()).isEqualTo(401);
            browser.signIn("viewer", TestServer.PASSWORD);
            HttpClient client = HttpClient.newHttpClient();
            try {
                HttpResponse<java.io.InputStream> stream = client.send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/events"))
                                .header("Cookie", "winnow_session=" + browser.cookie("winnow_session").orElseThrow())
                                .header("Accept", "text/event-stream").build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(stream.body(), StandardCharsets.UTF_8));

                JsonNode first = next(lines);
                assertThat(first.path("queues").size()).isEqualTo(3);
                assertThat(first.path("jobs").path("requested").asInt()).isZero();
                assertThat(first.path("health").path("level").asString()).isEqualTo("degraded");

                server.script(Role.OPERATOR).post("/api/v1/jobs", "{\"type\":\"harvest.all\"}");
                JsonNode second = next(lines);
                assertThat(second.path("jobs").path("requested").asInt()).isEqualTo(1);

                long before = System.nanoTime();
                server.stop();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
            } finally {
                // Closing it would wait for the end of a stream that nobody reads.
                client.shutdownNow();
            }
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aReaderThatGoesAwayIsNoError(CapturedOutput output) throws Exception {
        try (TestServer server = TestServer.started()) {
            Browser browser = server.browser();
            browser.signIn("viewer", TestServer.PASSWORD);
            URI url = URI.create(server.url());
            try (Socket reader = new Socket(url.getHost(), url.getPort())) {
                reader.getOutputStream().write(("GET /events HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nAccept: text/event-stream\r\nCookie: winnow_session="
                        + browser.cookie("winnow_session").orElseThrow() + "\r\n\r\n").getBytes(
                                StandardCharsets.US_ASCII));
                next(new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8)));
                // What is still to come is refused by a reset.
                reader.setSoLinger(true, 0);
            }
            Browser operator = server.script(Role.OPERATOR);
            for (int i = 0; i < 4; i++) {
                operator.post("/api/v1/jobs", "{\"type\":\"harvest.all\"}");
                Thread.sleep(EventStreams.EVERY.toMillis());
            }

            assertThat(output.getOut()).doesNotContain("the caller was told");
        }
    }

    private static JsonNode next(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return JsonMapper.builder().build().readTree(line.substring(5));
    }
}
