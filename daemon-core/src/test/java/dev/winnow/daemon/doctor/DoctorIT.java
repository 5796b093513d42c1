package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.redaction.Redactor;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseAccount;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;
import dev.winnow.embedded.RedisConnection;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** All checks against real servers, whole and broken. */
class DoctorIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static TestDatabase database;
    private static TestRedis redis;

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private InstantSource clock = InstantSource.system();

    @BeforeAll
    static void prepare() {
        database = SERVERS.freshDatabase();
        redis = SERVERS.emptyRedis();
        upgrade();
    }

    private static void upgrade() {
        new DatabaseUpgrade(login(Account.MIGRATE).settings(), GrantAccounts.DEFAULT).run();
    }

    @BeforeEach
    void everythingIsAsItShouldBe() throws Exception {
        // The tests' server is made for speed.
        asSuperuser("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        variables.putAll(Map.of("WINNOW_DB_HOST", database.host(), "WINNOW_DB_PORT", Integer.toString(database.port()),
                "WINNOW_DB_NAME", database.name(), "WINNOW_REDIS_NODES", redis.node(), "WINNOW_CACHE_DIR",
                folder.resolve("cache").toString(), "WINNOW_PLUGINS_DIR",
                Files.createDirectories(folder.resolve("plugins")).toString(), "WINNOW_HTTP_PORT",
                Integer.toString(FreePort.any())));
        redis("CONFIG", "SET", "appendonly", "yes");
        redis("CONFIG", "SET", "maxmemory-policy", "noeviction");
    }

    @Test
    void whatIsAsItShouldBeGivesNoFindingButThatNothingRuns() throws Exception {
        Diagnosis diagnosis = look();

        assertThat(diagnosis.findings()).filteredOn(finding -> finding.verdict().isFinding())
                .extracting(Finding::check).containsExactlyInAnyOrder("suite.leader", "suite.workers.p0",
                        "suite.workers.p1", "suite.workers.p2", "suite.interface", "suite.generation");
        assertThat(diagnosis.findings()).extracting(Finding::check).contains("mysql.account.migrate",
                "mysql.account.scheduler", "mysql.account.worker", "mysql.account.interface-server", "mysql.version",
                "mysql.packet", "mysql.writable", "mysql.clock", "mysql.schema", "mysql.grants.migrate",
                "mysql.grants.scheduler", "mysql.grants.worker", "mysql.grants.interface-server", "mysql.connections",
                "redis.version", "redis.eviction", "redis.durability", "redis.clock", "redis.memory", "disk.cache",
                "plugins.folder", "java.version", "port.http", "settings");
        assertThat(diagnosis.findings()).allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.fix().isBlank()).as(finding.check() + " has a line to paste where it is a finding")
                    .isEqualTo(!finding.verdict().isFinding());
        });
        assertThat(diagnosis.isUnreachable()).isFalse();
    }

    @Test
    void aWrongPasswordIsOneAccountsProblemAndDoesNotStandInTheFinding() throws Exception {
        DatabaseSettings right = login(Account.WORKER).settings();
        Login wrong = new Login(DatabaseAccount.WORKER, new DatabaseSettings(right.host(), right.port(), right.name(),
                right.username(), "not-the-one", right.tls()), "a test");

        Finding finding = find(look(List.of(login(Account.SCHEDULER), wrong)), "mysql.account.worker");

        assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(finding.unreachable()).isFalse();
        assertThat(finding.message()).contains("refuses account 'winnow_worker'").contains("a test")
                .doesNotContain("not-the-one");
    }

    @Test
    void serversThatDoNotAnswerAreSaidOnce() throws Exception {
        int nobody = FreePort.any();
        variables.put("WINNOW_REDIS_NODES", "127.0.0.1:" + nobody);
        DatabaseSettings right = login(Account.WORKER).settings();
        List<Login> logins = Arrays.stream(DatabaseAccount.values()).map(account -> new Login(account,
                new DatabaseSettings("127.0.0.1", nobody, right.name(), "x", "y", "disabled"), "a test")).toList();

        Diagnosis diagnosis = look(logins);

        assertThat(diagnosis.isUnreachable()).isTrue();
        assertThat(diagnosis.findings()).filteredOn(Finding::unreachable).extracting(Finding::check)
                .containsExactly("mysql.reachable", "redis.reachable");
        assertThat(find(diagnosis, "mysql.reachable").fix()).isEqualTo("nc -vz 127.0.0.1 " + nobody);
        assertThat(find(diagnosis, "suite").verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void aGrantThatIsMissingAndOneTooManyAreNamed() throws Exception {
        asSuperuser("REVOKE INSERT ON " + database.name() + ".resource FROM 'winnow_worker'@'%'");
        asSuperuser("GRANT SELECT ON " + database.name() + ".* TO 'winnow_interface'@'%'");
        try {
            Diagnosis diagnosis = look();

            Finding missing = find(diagnosis, "mysql.grants.worker");
            assertThat(missing.verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(missing.message()).isEqualTo("winnow_worker lacks INSERT on resource");
            assertThat(missing.fix()).isEqualTo("winnow db upgrade");
            Finding excess = find(diagnosis, "mysql.grants.interface-server");
            assertThat(excess.verdict()).isEqualTo(Verdict.WARNING);
            assertThat(excess.message()).contains("SELECT in the whole database");
            assertThat(find(diagnosis, "mysql.grants.scheduler").verdict()).isEqualTo(Verdict.OK);
        } finally {
            upgrade();
        }
        assertThat(find(look(), "mysql.grants.worker").verdict()).as("the line that was to be pasted mends it")
                .isEqualTo(Verdict.OK);
        assertThat(find(look(), "mysql.grants.interface-server").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aSchemaThatIsNotThereOrBehindIsAProblemThatAnUpgradeMends() throws Exception {
        asSuperuser("UPDATE " + database.name() + ".flyway_schema_history SET success = 0 WHERE version <> '001'");
        try {
            Finding behind = find(look(), "mysql.schema");

            assertThat(behind.verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(behind.message()).contains("is at 001, this build needs");
            assertThat(behind.fix()).isEqualTo("winnow db upgrade");
        } finally {
            asSuperuser("UPDATE " + database.name() + ".flyway_schema_history SET success = 1");
        }
        TestDatabase empty = SERVERS.freshDatabase();
        DatabaseSettings migrate = new DatabaseSettings(empty.host(), empty.port(), empty.name(),
                Account.MIGRATE.accountName(), empty.password(Account.MIGRATE), "disabled");
        assertThat(find(look(List.of(new Login(DatabaseAccount.MIGRATE, migrate, "a test"))), "mysql.schema").message())
                .contains("has no schema yet");
    }

    @Test
    void settingsOfTheDatabaseServerAreJudged() throws Exception {
        asSuperuser("SET GLOBAL max_allowed_packet = 1048576");
        asSuperuser("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        asSuperuser("SET GLOBAL max_connections = 15");
        asSuperuser("SET GLOBAL read_only = 1");
        try {
            Diagnosis diagnosis = look();

            assertThat(find(diagnosis, "mysql.packet").verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(find(diagnosis, "mysql.packet").fix()).contains("max_allowed_packet = 67108864");
            assertThat(find(diagnosis, "mysql.durable").verdict()).isEqualTo(Verdict.WARNING);
            assertThat(find(diagnosis, "mysql.writable").verdict()).isEqualTo(Verdict.PROBLEM);
        } finally {
            asSuperuser("SET GLOBAL read_only = 0");
            asSuperuser("SET GLOBAL max_connections = 500");
            asSuperuser("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            asSuperuser("SET GLOBAL max_allowed_packet = 16777216");
        }
    }

    @Test
    void settingsOfRedisAreJudged() throws Exception {
        redis("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        redis("CONFIG", "SET", "appendonly", "no");
        redis("CONFIG", "SET", "maxmemory", "1000000");
        redis("REPLICAOF", "127.0.0.1", Integer.toString(FreePort.any()));
        try {
            Diagnosis diagnosis = look();

            Finding eviction = find(diagnosis, "redis.eviction");
            assertThat(eviction.verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(eviction.fix()).startsWith("redis-cli CONFIG SET maxmemory-policy noeviction");
            assertThat(find(diagnosis, "redis.durability").verdict()).isEqualTo(Verdict.WARNING);
            assertThat(find(diagnosis, "redis.writable").verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(find(diagnosis, "redis.memory").verdict()).isEqualTo(Verdict.WARNING);
        } finally {
            redis("REPLICAOF", "NO", "ONE");
            redis("CONFIG", "SET", "maxmemory", "0");
        }
    }

    @Test
    void aRedisThatWantsAnotherPasswordAnswersAndIsAProblem() throws Exception {
        try (EmbeddedRedis guarded = EmbeddedRedis.builder().password("the-right-one").build()) {
            guarded.start();
            variables.put("WINNOW_REDIS_NODES", "127.0.0.1:" + guarded.port());
            variables.put("WINNOW_REDIS_PASSWORD", "the-wrong-one");

            Diagnosis diagnosis = look();

            Finding finding = find(diagnosis, "redis.account");
            assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(finding.message()).contains("refuses to let us in").doesNotContain("the-wrong-one");
            assertThat(diagnosis.isUnreachable()).isFalse();
        }
    }

    @Test
    void aClockThatIsAheadOrBehindIsNamedForBothServers() throws Exception {
        clock = () -> Instant.now().plus(Duration.ofMinutes(5));
        Diagnosis ahead = look();
        clock = () -> Instant.now().minusSeconds(20);
        Diagnosis behind = look();

        for (String check : List.of("mysql.clock", "redis.clock")) {
            assertThat(find(ahead, check).verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(find(ahead, check).message()).contains("this host is ahead");
            assertThat(find(behind, check).verdict()).isEqualTo(Verdict.WARNING);
            assertThat(find(behind, check).message()).contains("this host is behind");
        }
    }

    @Test
    void aPortThatAnotherProgramHoldsIsAProblem() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Thread answers = Thread.ofVirtual().start(() -> hangUp(other));
            variables.put("WINNOW_HTTP_PORT", Integer.toString(other.getLocalPort()));

            Finding finding = find(look(), "port.http");

            assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(finding.fix()).contains("ss -ltnp").contains("WINNOW_HTTP_PORT");
            answers.interrupt();
        }
    }

    @Test
    void foldersThatAreMissingOrOpenToEverybodyAreNamed() throws Exception {
        Path plugins = Path.of(variables.get("WINNOW_PLUGINS_DIR"));
        Files.setPosixFilePermissions(plugins, PosixFilePermissions.fromString("rwxrwxrwx"));
        variables.put("WINNOW_CACHE_DIR", "/proc/nowhere/cache");

        Diagnosis diagnosis = look();

        assertThat(find(diagnosis, "plugins.folder").verdict()).isEqualTo(Verdict.WARNING);
        assertThat(find(diagnosis, "plugins.folder").fix()).isEqualTo("sudo chmod o-w " + plugins);
        assertThat(find(diagnosis, "disk.cache").verdict()).isEqualTo(Verdict.PROBLEM);
        variables.put("WINNOW_PLUGINS_DIR", folder.resolve("none").toString());
        assertThat(find(look(), "plugins.folder").verdict()).as("only the scheduler's host needs it")
                .isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void malformedAndMisspeltVariablesAreNamedAndTheOtherChecksGoOn() throws Exception {
        variables.put("WINNOW_REDIS_NODES", "nonsense");
        variables.put("WINNOW_DB_PASWORD", "x");

        Diagnosis diagnosis = look();

        assertThat(find(diagnosis, "settings.value").message()).contains("WINNOW_REDIS_NODES is 'nonsense'");
        assertThat(find(diagnosis, "settings.name").message()).contains("did you mean WINNOW_DB_PASSWORD?");
        assertThat(find(diagnosis, "mysql.version").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void eachOutboundConnectionIsTriedAndItsRouteAndProxyRuleAreNamed() throws Exception {
        variables.put("WINNOW_PLUGIN_REMOTES", "[{\"type\":\"http\",\"url\":\"http://127.0.0.1:" + FreePort.any()
                + "/all.zip?token=s3cret\"}]");
        variables.put("SENTRY_DSN", "http://key@sentry.example.invalid/1");
        variables.put("http_proxy", "http://me:pr0xy@127.0.0.1:" + FreePort.any());

        asMigrate(
                "INSERT INTO cloud_account VALUES (1, 'a', 'aws', '{\"endpoint\": \"http://127.0.0.1:" + FreePort.any()
                        + "\"}', 'test', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))");
        Diagnosis diagnosis;
        try {
            diagnosis = look();
        } finally {
            asMigrate("DELETE FROM cloud_account");
        }

        assertThat(find(diagnosis, "network.aws-ec2").verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(find(diagnosis, "network.off").message())
                .startsWith("Switched on by nothing known here, and would go ").contains(
                        "Plugins from a bucket");
        Finding proxied = find(diagnosis, "network.sentry");
        assertThat(proxied.verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(proxied.message()).contains("sentry.example.invalid").contains("through 127.0.0.1:").contains(
                "http_proxy");
        assertThat(proxied.fix()).isNotBlank();
        assertThat(find(diagnosis, "network.plugin-http").message()).contains("directly");
        assertThat(diagnosis.findings().toString()).doesNotContain("s3cret").doesNotContain("pr0xy");
    }

    @Test
    void howTheSuiteStandsIsReadFromItsRecord() throws Exception {
        String row = "INSERT INTO process (id, kind, host, pid, version, state, is_leader, generation, lanes, concurrency,"
                + " running, management_port, started_at, heartbeat_at) VALUES ";
        asMigrate(row + "('a', 'scheduler', 'h', 1, '1.0', 'ready', 1, 2, '', 0, 0, 1, NOW(), UTC_TIMESTAMP(3)),"
                + "('b', 'worker', 'h', 2, '1.1', 'ready', 0, 1, 'p0,p1', 16, 0, 1, NOW(), UTC_TIMESTAMP(3))");
        asMigrate(
                "INSERT INTO plugin_generation (id, reason, content_digest, published_by, created_at, epoch) VALUES (2, 'publish',"
                        + " 'd', 'a', NOW(), 1)");
        try {
            Diagnosis diagnosis = look();

            assertThat(find(diagnosis, "suite.leader").verdict()).isEqualTo(Verdict.OK);
            assertThat(find(diagnosis, "suite.workers.p1").verdict()).isEqualTo(Verdict.OK);
            assertThat(find(diagnosis, "suite.workers.p2").verdict()).isEqualTo(Verdict.PROBLEM);
            assertThat(find(diagnosis, "suite.versions").message()).contains("1.0, 1.1");
            assertThat(find(diagnosis, "suite.generation").message()).contains("not loaded by worker on h");
            asSuperuser("SET GLOBAL max_connections = 20");
            assertThat(find(look(), "mysql.connections").verdict()).isEqualTo(Verdict.WARNING);
        } finally {
            asSuperuser("SET GLOBAL max_connections = 500");
            asMigrate("DELETE FROM process");
            asMigrate("DELETE FROM plugin_generation");
        }
    }

    private Diagnosis look() throws InterruptedException {
        return look(Arrays.stream(Account.values()).map(DoctorIT::login).toList());
    }

    private Diagnosis look(List<Login> logins) throws InterruptedException {
        SettingValues values = SettingValues.of(variables);
        Map<String, String> origins = new HashMap<>(variables);
        origins.replaceAll((name, value) -> "environment");
        try (LookedUpSuite suite = new LookedUpSuite(logins, InstantSource.system())) {
            List<Check> checks = new Checks(Place.SHELL, values, logins, suite, new ProxyResolver(variables::get),
                    folder, clock)
                    .all(new SettingsLook(Place.SHELL, values, origins, List.of()));
            return new Doctor(checks, Place.SHELL, new Redactor(List.of()), Duration.ofSeconds(60), clock).look();
        }
    }

    private static Login login(Account account) {
        DatabaseAccount whose = account == Account.INTERFACE
                ? DatabaseAccount.INTERFACE_SERVER
                : DatabaseAccount.valueOf(account.name());
        return new Login(whose, new DatabaseSettings(database.host(), database.port(), database.name(),
                account.accountName(), database.password(account), "disabled"), "a test");
    }

    private static Finding find(Diagnosis diagnosis, String check) {
        return diagnosis.findings().stream().filter(finding -> finding.check().equals(check)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + check + " in " + diagnosis.findings()));
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection connection = SERVERS.connectAsSuperuser("mysql");
                Statement statement = connection
                        .createStatement()) {
            statement.execute(sql);
        }
    }

    private static void asMigrate(String sql) throws SQLException {
        try (Connection connection = database.connect(Account.MIGRATE);
                Statement statement = connection
                        .createStatement()) {
            statement.execute(sql);
        }
    }

    private static void redis(String... command) throws IOException {
        try (RedisConnection connection = new RedisConnection(redis.host(), redis.port(), null)) {
            connection.send(command);
        }
    }

    private static void hangUp(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
