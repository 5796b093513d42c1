package dev.winnow.web;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.people.AuditLog;
import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartIT {
    @Test
    void itAnswersHealthAtOnceAndSaysThatItStartsUntilPluginsAreLoaded() {
        try (TestServer server = TestServer.prepared()) {
            // A scheduler that never settles is waited for.
            scheduler(server, "starting");
            server.start("--winnow.admin.password=" + TestServer.PASSWORD, "--winnow.plugins.wait-seconds=60");
            Browser browser = server.browser();

            assertThat(browser.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(browser.get("/health/ready")).extracting(Call::status, Call::body).containsExactly(503,
                    "{\"status\":\"OUT_OF_SERVICE\"}");
            assertThat(browser.get("/").status()).isEqualTo(503);
            assertThat(browser.get("/").body()).contains("Winnow is starting");
            assertThat(browser.get("/api/v1/jobs").detail()).isEqualTo("Winnow is starting: plugins are being loaded.");
            assertThat(browser.get("/api/v1/jobs").header("Retry-After")).isEqualTo("2");

            TestServer.await("plugins loaded", () -> {
                scheduler(server, "settled");
                return server.bean(PluginHost.class).isLoaded();
            });

            TestServer.await("ready", () -> browser.get("/health/ready").status() == 200);
            TestServer.await("row ready", () -> server.bean(ProcessTable.class).live().stream()
                    .anyMatch(row -> row.kind().equals("interface-server") && row.state().equals("ready")));
        }
    }

    @Test
    void itIsNotReadyBeforeTheFirstAdminIsMade() throws SQLException {
        try (TestServer server = TestServer.prepared();
                Connection connection = server.database().connect(Account.MIGRATE);
                Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLES app_user WRITE");
            server.start("--winnow.admin.password=" + TestServer.PASSWORD);
            Browser browser = server.browser();
            TestServer.await("plugins loaded", () -> server.bean(PluginHost.class).isLoaded());

            assertThat(browser.get("/health/ready").status()).isEqualTo(503);
            assertThat(browser.get("/api/v1/jobs").status()).isEqualTo(503);

            statement.execute("UNLOCK TABLES");
            TestServer.await("ready", () -> browser.get("/health/ready").status() == 200);
            assertThat(server.bean(People.class).user("admin")).isPresent();
        }
    }

    @Test
    void theManagementPortIsOpenForHealthAndMetricsAndNothingElse() {
        try (TestServer server = TestServer.started()) {
            try (Browser monitor = new Browser(server.managementUrl(), null)) {
                assertThat(monitor.get("/health/ready").status()).isEqualTo(200);
                assertThat(monitor.get("/metrics").body()).contains("winnow_generation{daemon=\"interface-server\"}");
                assertThat(monitor.get("/api/v1/users").status()).isEqualTo(404);
            }
            assertThat(server.script(Role.ADMIN).get("/metrics").status()).isIn(401, 404);
        }
    }

    @Test
    void itWorksOnASubPathBehindATrustedProxy() {
        try (TestServer server = TestServer.started("--winnow.http.base-path=/winnow/",
                "--winnow.trusted.proxies=127.0.0.1", "--winnow.public.url=https://console.example.com/winnow")) {
            Browser browser = server.browser();
            assertThat(browser.get("/health/live").status()).isEqualTo(200);
            assertThat(browser.get("/jobs").header("Location")).endsWith("/winnow/sign-in");
            browser.get("/sign-in");
            Call signedIn = browser.send("POST", "/sign-in", "username=admin&password=correct+horse+battery",
                    Map.of("Content-Type", "application/x-www-form-urlencoded", "X-CSRF-TOKEN", browser.csrf(),
                            "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https", "X-Forwarded-Host",
                            "console.example.com", "Cookie",
                            "winnow_csrf=" + browser.cookie("winnow_csrf").orElse("")));

            assertThat(signedIn.header("Location")).isEqualTo("https://console.example.com/winnow/");
            assertThat(signedIn.response().headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie).startsWith("winnow_session=").contains("Secure")
                            .contains("Path=/winnow;"));
            assertThat(server.bean(AuditLog.class).latest(null, 10))
                    .anySatisfy(event -> assertThat(event.action() + " " + event.remoteAddress())
                            .isEqualTo("sign-in 203.0.113.9"));
            assertThat(server.script(Role.VIEWER).get("/api/v1/plugins").status()).isEqualTo(200);
        }
    }

    private static void scheduler(TestServer server, String state) {
        server.as(Account.SCHEDULER, ProcessTable.class).save(new ProcessRow("s1", "scheduler", "elsewhere", 1, "test",
                state, true, null, "", 0, 0, 1, Instant.now(), Instant.now()));
    }
}
