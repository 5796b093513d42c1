package dev.winnow.checks.faults;

import dev.winnow.db.DatabaseSettings;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The schedulers and workers of a run: as many as are wanted, each started again when it is gone, as a supervisor does. */
final class Fleet implements AutoCloseable {
    static final Duration WORKER_LEASE = Duration.ofSeconds(3);
    static final Duration LEADER_LEASE = Duration.ofSeconds(2);

    private static final Path DIST = Path.of(System.getProperty("winnow.dist"));
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final String SCHEDULES = """
        schedules:
          - name: beat
            job: diagnostic.append
            priority: p1
            interval: 1s
            catch-up: fire-all
            overlap: allow
            arguments: {file: lines, line: beat}
        """;

    private final Servers servers;
    private final Path folder;
    private final Map<Role, Integer> wanted = new EnumMap<>(Role.class);
    private final List<Daemon> daemons = new CopyOnWriteArrayList<>();
    private final Thread supervisor;
    private volatile boolean closed;

    Fleet(Servers servers, Path folder) throws IOException {
        this.servers = servers;
        this.folder = folder;
        for (String name : List.of("plugins", "processes", "cache")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("processes/beat.yaml"), SCHEDULES);
        this.supervisor = Thread.ofPlatform().name("supervisor").start(this::supervise);
    }

    /** From now on so many of them are kept running. */
    void want(Role role, int count) {
        synchronized (wanted) {
            wanted.put(role, count);
        }
    }

    /** All that there ever were. */
    List<Daemon> all() {
        return List.copyOf(daemons);
    }

    List<Daemon> alive() {
        return daemons.stream().filter(Daemon::isAlive).toList();
    }

    List<Daemon> alive(Role role) {
        return alive().stream().filter(daemon -> daemon.role() == role).toList();
    }

    /** Those that have said in the process table that they are at work, and are. */
    List<Daemon> atWork(Role role) {
        learnIds();
        List<Long> pids = servers.query("SELECT pid FROM process WHERE kind = '" + role.program()
                + "' AND state IN ('ready', 'settled')", found -> found.getLong(1));
        return alive(role).stream().filter(daemon -> pids.contains(daemon.pid())).toList();
    }

    /** The scheduler that leads now, by the lease. */
    Optional<Daemon> leader() {
        learnIds();
        String owner = servers.query("SELECT owner FROM leader_lease WHERE expires_at > UTC_TIMESTAMP(3)",
                found -> found.getString(1)).stream().findFirst().orElse("");
        return alive(Role.SCHEDULER).stream().filter(daemon -> owner.equals(daemon.id())).findFirst();
    }

    /** Reads what the processes call themselves; a row outlives its process, unless that ended in order. */
    void learnIds() {
        servers.query("SELECT pid, id FROM process ORDER BY started_at", found -> {
            long pid = found.getLong(1);
            String id = found.getString(2);
            daemons.stream().filter(daemon -> daemon.id() == null && daemon.pid() == pid)
                    .forEach(daemon -> daemon.id(id));
            return id;
        });
    }

    /** Starts and stops one of each, so that the JVM archives the classes that all later ones need. */
    void train() throws IOException, InterruptedException {
        List<Daemon> first = List.of(start(Role.SCHEDULER), start(Role.WORKER));
        Waiting.until("the first daemons are at work", Duration.ofMinutes(2),
                () -> atWork(Role.SCHEDULER).size() + atWork(Role.WORKER).size() == 2);
        for (Daemon daemon : first) {
            daemon.terminate();
        }
    }

    private void supervise() {
        while (!closed) {
            for (Role role : Role.values()) {
                int missing;
                synchronized (wanted) {
                    missing = wanted.getOrDefault(role, 0) - alive(role).size();
                }
                for (int i = 0; i < missing && !closed; i++) {
                    start(role);
                }
            }
            daemons.stream().filter(Daemon::diedByItself)
                    .forEach(daemon -> System.out.println("faults: " + daemon + " ended by itself; see "
                            + daemon.log()));
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized Daemon start(Role role) {
        int number = daemons.size() + 1;
        Path own = folder.resolve(role.program() + "-" + number);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess process = ChildProcess.start(role.program() + "-" + number, command(role), environment(role, own),
                own, own.resolve("log"));
        Daemon daemon = new Daemon(role, number, process, own);
        daemons.add(daemon);
        return daemon;
    }

    private List<String> command(Role role) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(role.program() + ".jsa"), "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off"));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-jar", DIST.resolve("lib/winnow-" + role.program() + ".jar").toString()));
        return List.copyOf(command);
    }

    private Map<String, String> environment(Role role, Path own) {
        DatabaseSettings database = servers.settings(role == Role.WORKER ? Account.WORKER : Account.SCHEDULER);
        Map<String, String> environment = new HashMap<>(Map.of("WINNOW_DB_HOST", database.host(), "WINNOW_DB_PORT",
                Integer.toString(database.port()), "WINNOW_DB_NAME", database.name(), "WINNOW_DB_PASSWORD",
                database.password(), "WINNOW_DIAGNOSTICS", "on", "WINNOW_DIAGNOSTICS_DIR", own.toString(),
                "WINNOW_" + role.name() + "_MANAGEMENT_PORT", "0"));
        environment.putAll(servers.variables());
        environment.putAll(Map.of("WINNOW_PLUGINS_DIR", folder.resolve("plugins").toString(), "WINNOW_CACHE_DIR",
                folder.resolve("cache").toString(), "WINNOW_PROCESS_FILES", folder.resolve("processes").toString(),
                "WINNOW_PLUGINS_WAIT_SECONDS", "0", "WINNOW_PLUGIN_PROBE", "off", "WINNOW_WORKER_LEASE_SECONDS",
                Long.toString(WORKER_LEASE.toSeconds()), "WINNOW_SCHEDULER_LEASE_SECONDS",
                Long.toString(LEADER_LEASE.toSeconds()), "WINNOW_WORKER_DRAIN_SECONDS", "1"));
        return environment;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        supervisor.join(GRACE);
        for (Daemon daemon : alive()) {
            daemon.kill();
        }
    }
}
