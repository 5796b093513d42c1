package dev.winnow.cli.local;

import dev.winnow.daemon.doctor.Login;
import dev.winnow.daemon.doctor.Place;
import dev.winnow.daemon.network.Route;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.db.schema.DatabaseAccount;
import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a command finds of an installation, by files below a folder that stands for the root. */
class SurroundingsTest {
    @TempDir
    private Path root;

    private Path settings = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        settings = Files.createDirectories(root.resolve("etc/winnow"));
        Files.createDirectories(root.resolve("here"));
    }

    @Test
    void theEnvironmentWinsOverProdEnvAndEachValueIsKnownWithItsOrigin() throws IOException {
        Files.writeString(settings.resolve("prod.env"), "WINNOW_DB_HOST=db.example.com\nWINNOW_DB_PORT=3307\n");

        Surroundings found = find(Map.of("WINNOW_DB_PORT", "3308"));

        assertThat(found.values().text(Variables.DB_HOST)).isEqualTo("db.example.com");
        assertThat(found.values().text(Variables.DB_PORT)).isEqualTo("3308");
        assertThat(found.origins()).containsEntry("WINNOW_DB_HOST", settings.resolve("prod.env").toString())
                .containsEntry("WINNOW_DB_PORT", "environment");
        assertThat(found.complaints()).isEmpty();
    }

    @Test
    void theDaemonsSecretFilesGiveTheirAccountsAndRedisPassword() throws IOException {
        Files.writeString(settings.resolve("worker.env"),
                "WINNOW_DB_PASSWORD=worker-secret\nWINNOW_REDIS_PASSWORD=redis-secret\n");
        Files.writeString(settings.resolve("interface-server.env"),
                "WINNOW_DB_USERNAME=console\nWINNOW_DB_PASSWORD=console-secret\n");

        Surroundings found = find(Map.of("WINNOW_DB_ACCOUNT_WORKER", "jobs"));

        assertThat(found.logins()).extracting(Login::account).containsExactly(DatabaseAccount.WORKER,
                DatabaseAccount.INTERFACE_SERVER);
        assertThat(found.logins()).extracting(login -> login.settings().username() + "/" + login.settings().password())
                .containsExactly("jobs/worker-secret", "console/console-secret");
        assertThat(found.values().given(Variables.REDIS_PASSWORD)).contains("redis-secret");
        assertThat(found.values().given(Variables.DB_PASSWORD)).as("no daemon's own password is everybody's").isEmpty();
        assertThat(found.redactor().redact("worker-secret console-secret redis-secret")).isEqualTo("*** *** ***");
    }

    @Test
    void withIamMySqlIsLookedAtByTheHostsCredentials() {
        Map<String, String> known = Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "key",
                "aws.secretAccessKey", "aws-secret");
        known.forEach(System::setProperty);
        try {
            Surroundings found = find(Map.of("WINNOW_DB_AUTH", "rds-iam", "WINNOW_DB_TLS", "verify", "WINNOW_DB_HOST",
                    "127.0.0.1", "WINNOW_DB_PORT", Integer.toString(FreePort.any()), "WINNOW_DB_USERNAME",
                    "winnow_worker"));

            assertThat(found.logins()).singleElement().satisfies(login -> {
                assertThat(login.account()).isEqualTo(DatabaseAccount.WORKER);
                assertThat(login.settings().tokens()).isNotNull();
                assertThat(login.origin()).isEqualTo("this host's AWS credentials");
            });
        } finally {
            known.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void aMissingFileOfAuthoritiesEndsNothing() {
        assertThat(find(Map.of("WINNOW_DB_TLS_CA", "/missing.pem", "WINNOW_DB_PASSWORD", "secret")).logins())
                .as("the doctor's check of MySQL says why").isEmpty();
    }

    @Test
    void inAContainerTheFirstProcessSaysWhoseThePasswordIs() throws IOException {
        Files.createFile(root.resolve(".dockerenv"));
        Files.createDirectories(root.resolve("proc/1"));
        Files.writeString(root.resolve("proc/1/cmdline"), "java\0-jar\0/opt/winnow/lib/winnow-worker.jar\0");
        Path password = Files.writeString(root.resolve("password"), "of-the-worker\n");

        Surroundings found = find(Map.of("WINNOW_DB_PASSWORD_FILE", password.toString(), "WINNOW_HOME",
                "/opt/winnow"));

        assertThat(found.place()).isEqualTo(Place.COMPOSE);
        assertThat(found.logins()).singleElement().satisfies(login -> {
            assertThat(login.account()).isEqualTo(DatabaseAccount.WORKER);
            assertThat(login.settings().username()).isEqualTo("winnow_worker");
            assertThat(login.settings().password()).isEqualTo("of-the-worker");
        });
    }

    @Test
    void itIsRunBySystemdWhereItsUnitsAreAndByHandInAnyOtherContainer() throws IOException {
        Files.createFile(root.resolve(".dockerenv"));
        assertThat(find(Map.of("WINNOW_HOME", "/src/winnow")).place()).isEqualTo(Place.SHELL);
        Files.createDirectories(root.resolve("usr/lib/systemd/system"));
        Files.createFile(root.resolve("usr/lib/systemd/system/winnow-scheduler.service"));

        assertThat(find(Map.of("WINNOW_HOME", "/opt/winnow")).place()).isEqualTo(Place.SYSTEMD);
    }

    @Test
    void aSecretsFileThatIsNotThereIsAComplaintAndTheRestIsRead() {
        Surroundings found = find(Map.of("WINNOW_REDIS_PASSWORD_FILE", "/nowhere/redis", "WINNOW_DB_HOST", "db"));

        assertThat(found.complaints()).singleElement().asString().contains("WINNOW_REDIS_PASSWORD_FILE")
                .contains("does not exist");
        assertThat(found.values().text(Variables.DB_HOST)).isEqualTo("db");
    }

    @Test
    void aQuickstartIsFoundByItsFolderUnlessAnotherDatabaseIsNamed() throws IOException {
        Path state = Files.createDirectories(root.resolve("here/.winnow"));
        Files.writeString(state.resolve("secrets"),
                "mariadb.interface=i-secret\nredis=r-secret\nadmin.token=t-secret\n");
        Files.writeString(state.resolve("ports"), "mariadb=4001\nredis=4002\n");
        Files.writeString(state.resolve("url"), "http://localhost:8009\n");
        Files.writeString(state.resolve("plugins"), "/srv/plugins\n");

        Surroundings found = find(Map.of("WINNOW_PLUGINS_DIR", "/checkout/plugins"));

        assertThat(found.place()).isEqualTo(Place.QUICKSTART);
        assertThat(found.values().number(Variables.DB_PORT)).isEqualTo(4001);
        assertThat(found.values().number(Variables.HTTP_PORT)).isEqualTo(8009);
        assertThat(found.values().text(Variables.PLUGINS_DIR)).as("what its scheduler was started with")
                .isEqualTo("/srv/plugins");
        assertThat(found.logins()).extracting(login -> login.settings().password()).containsExactly("i-secret");
        assertThat(found.redactor().redact("t-secret")).isEqualTo("***");
        assertThat(find(Map.of("WINNOW_DB_HOST", "db")).quickstart()).isEmpty();
    }

    @Test
    void aProdEnvThatItsReadersDoNotAgreeUponIsNamed() throws IOException {
        Files.writeString(settings.resolve("prod.env"), "WINNOW_DB_HOST = db\n");

        assertThat(find(Map.of()).complaints()).singleElement().asString().contains("prod.env line 1");
    }

    @Test
    void ofTheProxiesProdEnvsCountAsForTheDaemonsAndTheDifferenceIsReportedOnce() throws IOException {
        Files.writeString(root.resolve("etc/environment"), "https_proxy=http://old:3128\n");
        Files.writeString(settings.resolve("prod.env"), "https_proxy=http://new:3128\n");

        Surroundings found = find(Map.of("https_proxy", "http://old:3128"));

        assertThat(route(found)).isEqualTo("by https_proxy through new:3128");
        assertThat(found.network().notices()).singleElement().asString().contains("new:3128", "old:3128",
                "etc/environment");
        assertThat(found.origins()).containsEntry("https_proxy", settings.resolve("prod.env").toString());
    }

    @Test
    void aProxyOfTheShellAloneIsADifferenceWithoutItsPassword() throws IOException {
        Files.writeString(settings.resolve("prod.env"), "https_proxy=http://new:3128\n");

        Surroundings found = find(Map.of("https_proxy", "http://u:geheim@old:3128"));

        assertThat(route(found)).isEqualTo("by https_proxy through new:3128");
        assertThat(found.network().notices()).singleElement().asString().startsWith("https_proxy is old:3128 (with a "
                + "user) in this shell and new:3128 for the daemons");
        assertThat(found.redactor().redact("geheim")).isEqualTo("***");
    }

    @Test
    void anEmptyProxyOfProdEnvGoesWithoutWhatTheShellHas() throws IOException {
        Files.writeString(settings.resolve("prod.env"), "https_proxy=\n");

        Surroundings found = find(Map.of("https_proxy", "http://old:3128", "HTTPS_PROXY", "http://old:3128"));

        assertThat(route(found)).isEqualTo("https_proxy is empty");
        assertThat(found.network().notices()).singleElement().asString().contains("in this shell and empty");
    }

    @Test
    void servicesHaveEtcEnvironmentAndNothingOfTheShell() throws IOException {
        Files.createDirectories(root.resolve("usr/lib/systemd/system"));
        Files.createFile(root.resolve("usr/lib/systemd/system/winnow-scheduler.service"));
        Map<String, String> shell = Map.of("WINNOW_HOME", "/opt/winnow", "https_proxy", "http://shell:3128");

        Surroundings nothing = find(shell);
        assertThat(route(nothing)).isEqualTo("https_proxy is not set");
        assertThat(nothing.network().notices()).singleElement().asString().contains("shell:3128 in this shell");

        Files.writeString(root.resolve("etc/environment"), "https_proxy=http://host:3128\n");
        assertThat(route(find(shell))).isEqualTo("by https_proxy of " + root.resolve("etc/environment")
                + " through host:3128");
        Files.writeString(settings.resolve("prod.env"), "HTTPS_PROXY=http://upper:3128\n");
        assertThat(route(find(shell))).as("systemd hands both to the daemons").isEqualTo(
                "by https_proxy through host:3128");
        Files.writeString(settings.resolve("prod.env"), "https_proxy=http://lower:3128\n");
        assertThat(route(find(shell))).isEqualTo("by https_proxy through lower:3128");
    }

    @Test
    void aQuickstartGoesByTheShell() throws IOException {
        Files.writeString(settings.resolve("prod.env"), "https_proxy=http://installed:3128\n");
        Path state = Files.createDirectories(root.resolve("here/.winnow"));
        Files.writeString(state.resolve("secrets"), "redis=r-secret\n");

        assertThat(route(find(Map.of("https_proxy", "http://shell:3128")))).isEqualTo(
                "by https_proxy through shell:3128");
    }

    private static String route(Surroundings found) {
        Route route = found.network().route(URI.create("https://a.example/"));
        return route.why() + (route instanceof Route.Through(var proxy, String why)
                ? " through " + proxy.hostAndPort()
                : "");
    }

    private Surroundings find(Map<String, String> environment) {
        return Surroundings.find(environment, root, root.resolve("here"));
    }
}
