package dev.winnow.web.frontend;

import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.SampleSuite;
import dev.winnow.web.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PluginAssetsIT {
    private static final String ASSETS = "/plugin/" + SampleSuite.PLUGIN + "/assets/";

    private static TestServer server;
    private static Browser admin;
    private static String digest;

    @BeforeAll
    static void start(@TempDir Path work) throws Exception {
        server = TestServer.prepared();
        digest = SampleSuite.publish(server, work);
        server.start("--winnow.admin.password=" + TestServer.PASSWORD);
        server.awaitLoaded();
        admin = server.browser();
        admin.signIn("admin", TestServer.PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void publishedAssetsAreServedInASandboxWithTheirTypeAndAnETag() {
        Call page = admin.get(ASSETS + "index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("sandbox allow-scripts allow-forms;")
                .contains("connect-src 'none'").doesNotContain("allow-same-origin");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEmpty();
        assertThat(
                admin.send("GET", ASSETS + "index.html", null, Map.of("If-None-Match", page.header("ETag"))).status())
                .isEqualTo(304);
        assertThat(admin.get(ASSETS + "deep/page.css").header("Content-Type")).isEqualTo("text/css;charset=UTF-8");
        assertThat(admin.get(ASSETS + "page.js").header("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(admin.get(ASSETS + "data.bin").header("Content-Disposition")).isEqualTo("attachment");
        assertThat(admin.get(ASSETS + "old.html").body()).contains("An older page");
    }

    @Test
    void aFrameIsLedOnToTheAddressThatNeedsNoCookieAndThatNobodyElseCanName() {
        Call led = admin.send("GET", ASSETS + "index.html", null, Map.of("Sec-Fetch-Dest", "iframe"));
        assertThat(led.status()).isEqualTo(302);
        String address = led.header("Location");
        assertThat(address).isEqualTo(ASSETS + "@" + digest + "/index.html");
        Browser nobody = server.browser();
        Call page = nobody.get(address);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).contains("immutable");
        assertThat(page.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(nobody.get(ASSETS + "index.html").status()).isEqualTo(302);
        assertThat(nobody.get(ASSETS + "index.html").header("Location")).endsWith("/sign-in");
        String other = ASSETS + "@" + "0".repeat(64) + "/index.html";
        assertThat(nobody.get(other).status()).isEqualTo(404);
    }

    @Test
    void nothingElseOfThePluginOrTheHostIsServed() throws Exception {
        for (String path : List.of("secret.txt", "plugin.json", "none.html", "", "deep", ".hidden",
                "../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "..%5csecret.txt",
                "deep/../../secret.txt", "deep/..%2f..%2fsecret.txt", "%252e%252e%252fsecret.txt", "..;/secret.txt",
                "//etc/passwd", "%00index.html", "index.html%00", "@" + digest + "/../secret.txt",
                "@" + digest + "/%2e%2e/secret.txt", "@" + digest + "/", "@" + digest + "/secret.txt")) {
            String answer = raw(ASSETS + path);
            assertThat(answer.lines().findFirst().orElse("")).as(path).matches("HTTP/1.1 (400|404|302) ?.*");
            assertThat(answer).as(path).doesNotContain("not an asset", "root:");
        }
    }

    /** A request whose path nobody tidies up first. */
    private static String raw(String path) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String cookie = "winnow_session=" + admin.cookie("winnow_session").orElseThrow();
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nCookie: "
                    + cookie + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
