package dev.winnow.web.frontend;

import dev.winnow.db.people.Role;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes of plugins, on the real server. */
class PluginRoutesIT {
    private static final String BASE = "/plugin/winnow/";

    private static TestServer server;
    private static Browser viewer;

    @BeforeAll
    static void start() {
        server = TestServer.started();
        viewer = server.script(Role.VIEWER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRouteIsHandedTheQueryTheBodyAndWhoAsks() {
        Call answer = viewer.send("POST", BASE + "echo?a=1&a=b%20c&d", "hello", Map.of("Content-Type", "text/plain"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("viewer {a=[1, b c], d=[]} hello");
    }

    @Test
    void htmlOfAPluginRunsInNoOriginOfTheConsole() {
        Call page = viewer.get(BASE + "page");
        assertThat(page.header("Content-Security-Policy")).startsWith("sandbox;").doesNotContain("allow-scripts",
                "allow-same-origin");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void theRouteSaysWhoMayCallItAndHow() {
        assertThat(viewer.get(BASE + "secret").detail()).contains("'winnow'", "needs the role admin");
        assertThat(viewer.get(BASE + "secret").status()).isEqualTo(403);
        assertThat(server.script(Role.OPERATOR).get(BASE + "secret").status()).isEqualTo(403);
        assertThat(server.script(Role.ADMIN).get(BASE + "secret").status()).isEqualTo(200);
        Call wrongMethod = viewer.get(BASE + "echo");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Allow")).isEqualTo("POST");
        assertThat(viewer.get(BASE + "none").status()).isEqualTo(404);
        assertThat(viewer.get("/plugin/none/echo").detail()).contains("No loaded plugin 'none' has a route 'echo'");
        assertThat(viewer.send("POST", BASE + "assets/x", "", Map.of()).status())
                .as("what the server answers itself cannot be taken").isEqualTo(404);
    }

    @Test
    void nobodyCallsARouteWithoutSigningInNorByAForgedForm() {
        assertThat(server.browser().get(BASE + "page").header("Location")).endsWith("/sign-in");
        assertThat(server.browser("winnow_wrong").get(BASE + "page").status()).isEqualTo(401);
        Browser person = server.browser();
        person.signIn("operator", TestServer.PASSWORD);
        assertThat(person.send("POST", BASE + "echo", "x", Map.of("Content-Type", "text/plain")).status())
                .isEqualTo(403);
        person.get("/");
        assertThat(person.send("POST", BASE + "echo", "x",
                Map.of("Content-Type", "text/plain", "X-CSRF-TOKEN", person.csrf())).body())
                .isEqualTo("operator {} x");
    }

    @Test
    void aFailingRouteIsAnErrorThatNamesThePlugin() {
        Call failed = viewer.get(BASE + "failing");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.header("Content-Type")).startsWith("application/problem+json");
        assertThat(failed.detail()).isEqualTo("Plugin 'winnow' failed to answer GET failing: example/Gone");
        Call wrong = viewer.get(BASE + "wrong-type");
        assertThat(wrong.status()).isEqualTo(502);
        assertThat(wrong.header("Set-Cookie")).isEmpty();
        assertThat(viewer.get(BASE + "too-large").detail()).contains("16777217 bytes");
    }

    @Test
    void aBodyHasOneMebibyteAtMost() {
        String large = "x".repeat(1 << 20);
        assertThat(viewer.send("POST", BASE + "echo", large, Map.of("Content-Type", "text/plain")).status())
                .isEqualTo(201);
        assertThat(viewer.send("POST", BASE + "echo", large + "x", Map.of("Content-Type", "text/plain")).status())
                .isEqualTo(413);
    }
}
