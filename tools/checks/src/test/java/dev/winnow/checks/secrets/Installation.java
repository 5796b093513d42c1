package dev.winnow.checks.secrets;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.ChildProcess;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;
import dev.winnow.embedded.testing.HttpReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Servers with passwords, and daemons and commands of the distribution, each variable for a secret set to a canary. */
final class Installation implements AutoCloseable {
    private static final Path DIST = Path.of(System.getProperty("winnow.dist"));
    private static final Duration TO_END = Duration.ofSeconds(60);

    final Canaries canaries = new Canaries();
    final int http = FreePort.any();
    final Map<String, Integer> management = Map.of("scheduler", FreePort.any(), "worker", FreePort.any(),
            "interface-server", FreePort.any());
    private final int nobody = FreePort.any();
    private final Path folder;
    private final EmbeddedMariaDb database;
    private final EmbeddedRedis redis;
    private final HttpReceiver errorReports;
    private final List<ChildProcess> processes = new ArrayList<>();

    Installation(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("plugins"));
        Files.createDirectories(folder.resolve("processes"));
        var builder = EmbeddedMariaDb.builder().dataFolder(folder.resolve("mariadb"))
                .logFile(folder.resolve("mariadb.log"));
        for (Account account : Account.values()) {
            builder.password(account, canaries.of("database" + account.name()));
        }
        database = builder.start();
        redis = EmbeddedRedis.builder().logFile(folder.resolve("redis.log")).password(canaries.of("redis")).start();
        errorReports = new HttpReceiver();
    }

    /** What a daemon or a command is given. */
    Map<String, String> variables(Account account) {
        Map<String, String> variables = new HashMap<>();
        variables.put("WINNOW_JAVA_HOME", System.getProperty("java.home"));
        variables.put("WINNOW_DB_HOST", database.host());
        variables.put("WINNOW_DB_PORT", Integer.toString(database.port()));
        variables.put("WINNOW_DB_NAME", EmbeddedMariaDb.DATABASE);
        variables.put("WINNOW_DB_USERNAME", account.accountName());
        variables.put("WINNOW_DB_PASSWORD", canaries.of("database" + account.name()));
        variables.put("WINNOW_DB_MIGRATE_PASSWORD", canaries.of("database" + Account.MIGRATE.name()));
        variables.put("WINNOW_REDIS_NODES", redis.host() + ":" + redis.port());
        variables.put("WINNOW_REDIS_PASSWORD", canaries.of("redis"));
        variables.put("WINNOW_QUEUE_HMAC_KEY", canaries.of("hmac-key-of-the-queue"));
        variables.put("WINNOW_ADMIN_PASSWORD", canaries.of("admin"));
        variables.put("WINNOW_ADMIN_TOKEN", "winnow_" + canaries.of("token"));
        // A command sends it to nobody but the interface server.
        variables.put("WINNOW_TOKEN", "winnow_" + canaries.of("token"));
        variables.put("WINNOW_URL", "http://127.0.0.1:" + http);
        variables.put("SENTRY_DSN", errorReports.uri(canaries.of("dsn") + "@", "/1").toString());
        variables.put("WINNOW_TRACES_ENDPOINT", "http://127.0.0.1:" + nobody + "/v1/traces");
        variables.put("WINNOW_TRACES_HEADERS", "authorization=Bearer " + canaries.of("traces"));
        variables.put("http_proxy", "http://user:" + canaries.of("proxy") + "@127.0.0.1:" + nobody);
        variables.put("no_proxy", "127.0.0.2");
        variables.put("AWS_ACCESS_KEY_ID", "AKIAAAAAAAAAAAAAAAAA");
        variables.put("AWS_SECRET_ACCESS_KEY", canaries.of("aws"));
        variables.put("WINNOW_PLUGIN_REMOTES",
                "[{\"type\":\"http\",\"name\":\"away\",\"url\":\"http://plugins.example.invalid/all.zip?key="
                        + canaries.of("query") + "\",\"username\":\"u\",\"password\":\"" + canaries.of("remote")
                        + "\"},"
                        + "{\"type\":\"s3\",\"name\":\"bucket\",\"bucket\":\"a-bucket\",\"region\":\"eu-west-1\",\"endpoint\":\"http://127.0.0.2:"
                        + nobody + "\",\"access_key\":\"AKIABBBBBBBBBBBBBBBB\",\"secret_key\":\""
                        + canaries.of("bucket") + "\"}]");
        variables.put("WINNOW_HTTP_PORT", Integer.toString(http));
        management.forEach((kind, port) -> variables.put("WINNOW_" + (kind.equals("interface-server")
                ? "INTERFACE"
                : kind.toUpperCase(Locale.ROOT)) + "_MANAGEMENT_PORT", Integer.toString(port)));
        variables.put("WINNOW_CACHE_DIR", folder.resolve("cache").toString());
        variables.put("WINNOW_PLUGINS_DIR", folder.resolve("plugins").toString());
        variables.put("WINNOW_PROCESS_FILES", folder.resolve("processes").toString());
        variables.put("WINNOW_PLUGIN_PROBE", "off");
        variables.put("WINNOW_START_WAIT_SECONDS", "60");
        return variables;
    }

    /** Starts a daemon as its unit does. */
    ChildProcess start(String name, Map<String, String> variables, String... command) {
        List<String> line = new ArrayList<>(List.of(DIST.resolve("bin/winnow").toString()));
        line.addAll(List.of(command));
        Map<String, String> all = new HashMap<>(variables);
        // Classes are checked less, and the JVM compiles less: what is tried here is what they say.
        all.put("WINNOW_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -Xshare:auto");
        ChildProcess process = ChildProcess.start(name, line, all, folder, log(name));
        processes.add(process);
        return process;
    }

    /** Runs a command to its end and returns its exit code; what it says is in its log. */
    int run(String name, Map<String, String> variables, String... command) throws InterruptedException {
        ChildProcess process = start(name, variables, command);
        if (!process.waitFor(TO_END)) {
            throw new AssertionError(name + " has not ended after " + TO_END);
        }
        return process.onExit().join();
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** What a process has said. */
    String said(String name) throws IOException {
        return Files.readString(log(name), StandardCharsets.ISO_8859_1);
    }

    /** What daemons have reported as errors, one envelope of Sentry's after the other. */
    String reported() {
        return errorReports.messages().stream().map(message -> new String(message.body(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    /** The command lines of all that run, and of their children. */
    String commandLines() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ChildProcess process : processes) {
            if (process.isAlive()) {
                lines.append(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))).append('\n');
            }
        }
        return lines.toString();
    }

    @Override
    public void close() {
        processes.stream().filter(ChildProcess::isAlive).forEach(process -> process.stop(Duration.ofSeconds(40)));
        errorReports.close();
        redis.close();
        database.close();
    }
}
