package dev.winnow.daemon.doctor;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.settings.Given;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.examination.DatabaseFacts;
import dev.winnow.db.schema.DatabaseAccount;
import dev.winnow.embedded.FreePort;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.redis.RedisFacts;
import dev.winnow.queue.redis.RedisSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is wrong, as far as that needs no server: each fix can be pasted, wherever Winnow is run. */
class FixLinesTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LATE = Duration.ofMinutes(5);
    private static final Path PLUGINS = Path.of("/opt/winnow/plugins");

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource(Place.class)
    void eachIsACommandOrARemarkThatAShellTakes(Place place) throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks(place)) {
            findings.addAll(check.look());
        }
        findings.addAll(
                new ServerJudgement(place).of(new DatabaseFacts("5.7.1", 1, LATE, Duration.ZERO, true, 10, false,
                        false)));
        findings.addAll(new ServerJudgement(place).of(new DatabaseFacts("10.6.1-MariaDB", 1, LATE, Duration.ZERO, true,
                10, false, false)));
        findings.addAll(redis(place, 9).judge(new RedisFacts("6.0", "allkeys-lru", false, false, true, 9, 10, 1, 2,
                Optional.of(LATE), Duration.ZERO)));
        List<String> fixes = new ArrayList<>(
                findings.stream().map(Finding::fix).filter(fix -> !fix.isEmpty()).toList());
        for (DaemonKind kind : DaemonKind.values()) {
            fixes.add(place.start(kind.code()));
        }
        fixes.addAll(List.of(place.upgrade(), place.restart(), place.sql("SELECT 1"), place.publish(8002), place.set(
                "WINNOW_A", "it's (b)")));

        assertThat(fixes).hasSizeGreaterThan(35).allSatisfy(fix -> {
            assertThat(parses(fix)).as(fix).isTrue();
            assertThat(fix.split(" ", 2)[0]).as(fix).isIn("#", "sudo", "docker", "winnow", "./winnow", "echo", "printf",
                    "export", "unset", "mkdir", "chmod", "install", "ulimit", "df", "ls", "nc", "mysql", "redis-cli",
                    "${EDITOR:-vi}");
            assertThat(place != Place.COMPOSE || !fix.startsWith("winnow ") && !fix.contains("-o winnow")).as(
                    "neither command nor user is on a host of Compose: " + fix).isTrue();
            assertThat(place != Place.QUICKSTART || !fix.startsWith("winnow ")).as(fix).isTrue();
        });
    }

    private List<Check> checks(Place place) throws IOException {
        Path odd = Files.createDirectories(root.resolve("it's (mine)"));
        Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rwxrwxrwx"));
        write("sys/fs/cgroup/memory.max", "1000");
        write("sys/fs/selinux/enforce", "1");
        write("proc/self/limits", "Max open files            100      100     files\n");
        SecurityLabels labels = new SecurityLabels(root, List.of("echo", "a:b:home_t:c"));
        int nobody = FreePort.any();
        SettingValues values = Given.environment("WINNOW_PUBLIC_URL", "https://<host>/", "WINNOW_DB_PORT", "x");
        List<Login> logins = List
                .of(new Login(DatabaseAccount.WORKER, new DatabaseSettings("127.0.0.1", nobody, "w", "x",
                        "y", "disabled"), "a test"));
        DatabaseSettings server = logins.getFirst().settings();
        NothingRuns suite = NothingRuns.withAccountsAt("http://127.0.0.1:" + nobody);
        ProxyResolver proxies = new ProxyResolver(Map.of("https_proxy", "https://p:1", "no_proxy", "10.*")::get);
        List<Check> checks = new ArrayList<>(List.of(new JavaCheck(place, root, 17),
                new DiskCheck(Map.of("cache", Path.of("/proc/no where (at all)/cache")), place),
                new PluginFolderCheck(odd.resolve("none"), place, () -> true, labels),
                new PluginFolderCheck(odd, place, () -> true, labels), new MySqlCheck(place, List.of(), server, CLOCK),
                new MySqlCheck(place, logins, server, CLOCK), new SchemaCheck(place, logins),
                new ConnectionsCheck(place, logins, suite, CLOCK), redis(place, nobody), new SuiteCheck(place, suite),
                new NetworkLook(place, List.of(), suite, proxies), new PortCheck(place, suite, "h", held(), "/")));
        for (String origin : List.of("environment", "/etc/winnow/worker.env", "")) {
            checks.add(new SettingsLook(place, values, Map.of("WINNOW_PUBLIC_URL", origin, "WINNOW_DB_PORT", origin,
                    "WINNOW_NONSENSE", origin),
                    List.of("/etc/winnow/prod.env line 3: expected NAME=VALUE",
                            "WINNOW_REDIS_PASSWORD_FILE: the file /x does not exist",
                            "/etc/winnow/prod.env cannot be read by this user (it's so), so what it sets is not known",
                            "https_proxy: expected http://host:port")));
        }
        checks.addAll(new Checks(place, Given.environment("WINNOW_DB_TLS_CA", "/missing.pem", "WINNOW_REDIS_TLS_CA",
                "/missing.pem", "WINNOW_PLUGIN_REMOTES", "[{}]"), List.of(), suite, proxies, root, CLOCK).all(
                        new SettingsLook(place, values, Map.of(), List.of())));
        return checks;
    }

    private static RedisCheck redis(Place place, int port) {
        return new RedisCheck(place, RedisSettings.standalone("127.0.0.1:" + port), CLOCK);
    }

    /** A port that somebody else answers on. */
    private static int held() throws IOException {
        ServerSocket other = new ServerSocket(0);
        Thread.ofVirtual().start(() -> {
            try (other) {
                other.accept().close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return other.getLocalPort();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    /** Nothing of it is run. */
    private static boolean parses(String line) {
        try {
            Process bash = new ProcessBuilder("bash", "-n", "-c", line).redirectErrorStream(true).start();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return bash.waitFor() == 0 && said.isEmpty();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFolderOfPluginsStaysRootsAndIsOnlyMadeReadable() {
        assertThat(Place.SYSTEMD.onPlugins("chmod -R a+rX", PLUGINS)).isEqualTo(
                "sudo chmod -R a+rX /opt/winnow/plugins");
        assertThat(Place.COMPOSE.onPlugins("chmod -R a+rX", Path.of("/plugins"))).startsWith(
                "chmod -R a+rX plugins   # on the host");
        assertThat(new PluginFolderCheck(root.resolve("none"), Place.SYSTEMD, () -> true, new SecurityLabels(root)))
                .satisfies(check -> assertThat(check.look().getFirst().fix()).isEqualTo("sudo install -d -m 755 " + root
                        .resolve("none")));
    }

    @Test
    void inComposeAnotherPortIsPublishedAndTheContainersStays() {
        assertThat(Place.COMPOSE.publish(8002))
                .isEqualTo("echo WINNOW_HTTP_PUBLISH=8002 >> .env && docker compose up -d");
        assertThat(Place.SYSTEMD.publish(8002)).startsWith("echo WINNOW_HTTP_PORT=8002 | sudo tee -a ");
    }

    @Test
    void aLaneWithoutAWorkerIsMendedByTheUnitThatTakesIt() {
        assertThat(Place.SYSTEMD.startWorker(Priority.P2)).isEqualTo("sudo systemctl start winnow-worker@p2");
        assertThat(Place.COMPOSE.startWorker(Priority.P2)).isEqualTo("docker compose up -d worker-p2");
        assertThat(Place.SYSTEMD.startWorker(Priority.P1)).isEqualTo("sudo systemctl start winnow-worker");
    }

    @Test
    void aVariableIsCorrectedWhereItCameFrom() {
        SettingsFix fix = new SettingsFix(Place.SYSTEMD, Map.of("WINNOW_A", "environment", "WINNOW_B",
                "/etc/winnow/worker.env"));

        assertThat(fix.of("WINNOW_A is '1': expected a text")).startsWith("unset WINNOW_A   # ");
        assertThat(fix.of("WINNOW_B: expected a text")).startsWith(
                "sudo ${EDITOR:-vi} +/WINNOW_B /etc/winnow/worker.env && sudo systemctl restart winnow.target");
        assertThat(fix.of("/etc/winnow/prod.env line 7: expected WINNOW_C=VALUE")).isEqualTo(
                "sudo ${EDITOR:-vi} +7 /etc/winnow/prod.env");
    }
}
