package dev.winnow.quickstart;

import dev.winnow.quickstart.Environment.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Runs the daemons once, by the launcher, as they run in production, with some work for each, so that the JVM records
 * which classes they need and how they are linked. Duties: 1. servers and daemons in a folder of its own; 2. work;
 * 3. end the daemons, one after the other, since that is when the JVM writes; 4. put the caches in their place. Where
 * something goes wrong, what was done until then is kept, and a daemon that leaves no cache costs the others nothing.
 */
final class StartRecording {
    /** A busy machine that builds an image may need minutes. */
    private static final Duration START = Duration.ofMinutes(8);
    /** Writing a cache is a JVM of its own that works for half a minute on a small machine. */
    private static final Duration WRITING = Duration.ofMinutes(4);
    private static final Duration SERVER_GRACE = Duration.ofSeconds(10);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(20);
    private static final List<String> LOOKED_AT = List.of("/", "/sign-in", "/api/v1/plugins", "/api/v1/queues",
            "/api/v1/jobs", "/api/v1/processes", "/api/v1/schedules", "/api/v1/accounts");
    /** What the launcher knows by that the caches fit its jars. */
    private static final String JARS = "jars";
    private static final String PYTHON = """
        from winnow import DbObjects, filters

        @filters.register(name="recorded")
        def recorded(query, settings):
            return query.filter(DbObjects.Resource.region == "r")
        """;

    private final Installation installation;
    private final Map<String, String> environment;
    private final Console console;

    StartRecording(Installation installation, Map<String, String> environment, Console console) {
        this.installation = installation;
        this.environment = environment;
        this.console = console;
    }

    /**
     * Makes {@code winnow-DAEMON.aot} for each daemon in this folder.
     *
     * @throws QuickstartException if one left none or not all was recorded; what there is can be used
     */
    void into(Path caches) throws Exception {
        Path work = Files.createTempDirectory("winnow-aot");
        StateFolder state = StateFolder.open(work.resolve("state"));
        try {
            requireWritable(caches);
            state.prepare();
            // A cache that is in use cannot be recorded anew.
            deleteCaches(caches);
            Optional<Exception> trouble = record(state, Files.createDirectories(work.resolve("caches")));
            keep(work.resolve("caches"), caches);
            if (trouble.isPresent()) {
                throw trouble.get();
            }
        } finally {
            deleteTree(work);
        }
    }

    /** Returns what went wrong once the daemons had been started, which is said already. */
    private Optional<Exception> record(StateFolder state, Path caches) throws Exception {
        Path plugins = pythonPlugin(state.of("recorded-plugins"));
        Ports ports = new Ports(state);
        Secrets secrets = new Secrets(state);
        Addresses addresses = new Addresses(ports.of("mariadb", 0), ports.of("redis", 0), ports.of("scheduler", 0),
                ports.of("worker", 0), ports.of("interface-server", 0), ports.of("http", 0));
        Environment variables = new Environment(environment, installation, state, secrets, plugins);
        List<Server> servers = Stack.servers(state, secrets, addresses);
        List<Daemon> daemons = List.of(
                daemon("scheduler", addresses.scheduler(), List.of("--db-upgrade"), variables.scheduler(addresses),
                        state, caches),
                daemon("worker", addresses.worker(), List.of(), variables.worker(addresses), state, caches),
                daemon("interface-server", addresses.interfaceManagement(), List.of(),
                        variables.interfaceServer(addresses), state, caches));
        Supervisor keeper = new Supervisor(state, console, START);
        HttpClient http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY)
                .version(HttpClient.Version.HTTP_1_1).connectTimeout(ONE_ANSWER).build();
        try {
            console.step("MariaDB and Redis answer", () -> startAll(servers, keeper));
            return record(daemons, keeper, http,
                    () -> work(http, "http://127.0.0.1:" + addresses.http(), secrets), caches);
        } finally {
            keeper.stop(servers, SERVER_GRACE);
        }
    }

    private Optional<Exception> record(List<Daemon> daemons, Supervisor keeper, HttpClient http, Callable<Path> work,
            Path caches) throws Exception {
        try {
            console.step("the daemons are ready, as they are without a cache",
                    () -> startAndAwait(daemons, keeper, http));
            console.step("some work has been done", work);
            return Optional.empty();
        } catch (QuickstartException | IOException e) {
            console.line("  not all could be recorded: " + e.getMessage());
            return Optional.of(e);
        } finally {
            for (Daemon daemon : daemons.reversed()) {
                console.step(daemon.name() + " has ended, as its cache is written then",
                        () -> end(daemon, keeper, caches));
            }
        }
    }

    private Daemon daemon(String name, int port, List<String> arguments, Map<String, String> variables,
            StateFolder state, Path caches) {
        List<String> command = new ArrayList<>(List.of(launcher(), name));
        command.addAll(arguments);
        variables.put("WINNOW_JAVA_HOME", System.getProperty("java.home"));
        // Keeps the launcher from reading the settings of an installed host.
        variables.put("WINNOW_CHECKOUT", installation.home().toString());
        variables.put("WINNOW_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache(caches, name));
        return new Daemon(name, port, command, variables, state.root(), state.log(name));
    }

    private static List<Server> startAll(List<Server> servers, Supervisor keeper) {
        servers.forEach(keeper::start);
        return servers;
    }

    private static List<Daemon> startAndAwait(List<Daemon> daemons, Supervisor keeper, HttpClient http)
            throws InterruptedException {
        daemons.forEach(keeper::start);
        Readiness readiness = new Readiness(http, keeper, START);
        for (Daemon daemon : daemons) {
            readiness.await(daemon);
        }
        return daemons;
    }

    private Path work(HttpClient http, String url, Secrets secrets) throws IOException, InterruptedException {
        for (String path : LOOKED_AT) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ONE_ANSWER)
                    .header("Authorization", "Bearer " + secrets.token()).build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        }
        if (Files.isDirectory(installation.demo())) {
            new DemoAccount(http, url, secrets.token()).make(installation.demo());
        }
        return installation.demo();
    }

    private static Daemon end(Daemon daemon, Supervisor keeper, Path caches) throws IOException {
        keeper.stop(List.of(daemon), WRITING);
        if (daemon.wasKilled()) {
            // What it left is not whole.
            Files.deleteIfExists(cache(caches, daemon.name()));
        }
        return daemon;
    }

    private void keep(Path made, Path caches) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String daemon : List.of("scheduler", "worker", "interface-server")) {
            Path file = cache(made, daemon);
            if (Files.exists(file)) {
                Files.move(file, caches.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            } else {
                missing.add(daemon);
            }
        }
        // Last, since the launcher uses none without it.
        Files.writeString(caches.resolve(JARS), jars());
        if (!missing.isEmpty()) {
            throw new QuickstartException("no cache was left by " + String.join(", ", missing)
                    + ", which will start as before; the caches of the others are in " + caches
                    + ". WINNOW_JAVA_HOME may name a Java that can, or the machine was too busy: try again");
        }
        console.line("The caches are in " + caches + "; each start of a daemon uses its own from now on.");
    }

    private String jars() throws IOException, InterruptedException {
        Process launcher = new ProcessBuilder(launcher(), "aot-jars").start();
        String told = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (launcher.waitFor() != 0 || told.isBlank()) {
            throw new QuickstartException(launcher() + " cannot tell the jars of this installation apart from others");
        }
        return told;
    }

    private String launcher() {
        return installation.home().resolve("bin").resolve("winnow").toString();
    }

    private static Path cache(Path folder, String daemon) {
        return folder.resolve("winnow-" + daemon + ".aot");
    }

    private static Path pythonPlugin(Path folder) throws IOException {
        Path plugin = Files.createDirectories(folder.resolve("recorded"));
        Files.writeString(plugin.resolve("plugin.json"),
                "{\"name\": \"recorded\", \"version\": \"1.0.0\", \"initial_modules\": [\"plugin.py\"]}");
        Files.writeString(plugin.resolve("plugin.py"), PYTHON);
        return folder;
    }

    private static void requireWritable(Path caches) throws IOException {
        Files.createDirectories(caches);
        if (!Files.isWritable(caches)) {
            throw new AccessDeniedException(caches.toString(), null,
                    "run this as its owner, or name another by --into");
        }
    }

    private static void deleteCaches(Path caches) throws IOException {
        try (Stream<Path> files = Files.list(caches)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".aot") || each.endsWith(JARS)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
