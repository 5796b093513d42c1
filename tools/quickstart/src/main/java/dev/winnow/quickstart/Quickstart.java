package dev.winnow.quickstart;

import dev.winnow.quickstart.Environment.Addresses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One quickstart, from the check of the state folder to the end of the last process. Duties: 1. take the state folder
 * and end what an earlier quickstart left; 2. start the servers, then the daemons; 3. wait until they are ready; 4. the
 * first time, make the demo account; 5. keep them running until told to stop; 6. stop daemons, then servers.
 */
final class Quickstart {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Together within the 30 s that a stop may take. */
    private static final Duration DAEMON_GRACE = Duration.ofSeconds(21);
    private static final Duration SERVER_GRACE = Duration.ofSeconds(5);
    private static final long NEEDED_BYTES = 1_500_000_000;

    private final Installation installation;
    private final Map<String, String> environment;
    private final QuickstartOptions options;
    private final Console console;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Supervisor supervisor;
    private @Nullable Stack stack;
    private boolean stopping;

    Quickstart(Installation installation, Map<String, String> environment, QuickstartOptions options, Console console) {
        this.installation = installation;
        this.environment = environment;
        this.options = options;
        this.console = console;
    }

    /** Runs until {@link #stop} has been called and everything has ended. */
    void run() throws Exception {
        StateFolder state = StateFolder.open(options.data());
        try (StateLock lock = StateLock.take(state)) {
            clear(state);
            try {
                start(state);
                stopped.await();
            } finally {
                stop();
            }
        }
    }

    /** Stops everything, within 30 s, and returns when it has ended. */
    void stop() {
        synchronized (this) {
            if (stopping || supervisor == null || stack == null) {
                stopping = true;
                stopped.countDown();
                return;
            }
            stopping = true;
        }
        console.line("Stopping ...");
        supervisor.stop(stack.daemons(), DAEMON_GRACE);
        supervisor.stop(stack.servers(), SERVER_GRACE);
        console.line("Everything has been stopped.");
        stopped.countDown();
    }

    private void clear(StateFolder state) {
        List<String> ended = new Leftovers(state).end();
        if (!ended.isEmpty()) {
            console.line("Ended what an earlier quickstart left running: " + String.join(", ", ended) + ".");
        }
        if (options.reset()) {
            state.reset();
            console.line("Forgot the earlier state in " + state.root() + ".");
        }
        state.prepare();
        requireSpace(state);
        if (!Files.isDirectory(options.plugins())) {
            console.line("The plugin folder " + options.plugins() + " is missing; Winnow starts without it.");
        }
    }

    private void start(StateFolder state) throws Exception {
        long begun = System.nanoTime();
        Ports ports = new Ports(state);
        ports.demand(options.port());
        Secrets secrets = new Secrets(state);
        Addresses addresses = new Addresses(ports.of("mariadb", 0), ports.of("redis", 0), ports.of("scheduler", 8101),
                ports.of("worker", 8102), ports.of("interface-server", 8103), options.port());
        String url = "http://localhost:" + options.port();
        state.write(state.of("token"), secrets.token() + "\n");
        state.write(state.of("url"), url + "\n");
        Path plugins = options.plugins().toAbsolutePath();
        state.write(state.of("plugins"), plugins + "\n");
        Stack built = Stack.build(installation, state, secrets, addresses,
                new Environment(environment, installation, state, secrets, plugins));
        Supervisor keeper = new Supervisor(state, console, FIRST_PAUSE);
        arm(built, keeper);
        console.line("Starting Winnow; its state is in " + state.root() + ", the logs are in " + state.of("logs"));
        startServers(built, keeper, addresses);
        HttpClient http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2)).build();
        startDaemons(built, keeper, http);
        makeDemoAccount(http, url, secrets);
        console.line("");
        console.line("Winnow is ready: " + url + "  (" + signIn(secrets) + ")");
        secrets.adminPasswordShown();
        console.line(String.format(java.util.Locale.ROOT, "It took %.1f s. Ctrl-C stops everything.",
                (System.nanoTime() - begun) / 1e9));
    }

    /** From here on a stop has something to stop; one that came before counts, too. */
    private synchronized void arm(Stack built, Supervisor keeper) {
        if (stopping) {
            throw new QuickstartException("stopped before anything was started");
        }
        this.stack = built;
        this.supervisor = keeper;
    }

    /** Both at the same time; the first failure is told. */
    private void startServers(Stack built, Supervisor keeper, Addresses addresses) {
        CompletableFuture<?>[] starts = built.servers().stream().map(server -> CompletableFuture.runAsync(() -> {
            long start = System.nanoTime();
            keeper.start(server);
            int port = server.name().equals("mariadb") ? addresses.mariaDb() : addresses.redis();
            console.done(server.name() + " answers on port " + port, Duration.ofNanos(System.nanoTime() - start));
        }, Thread::startVirtualThread)).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(starts).join();
        } catch (CompletionException e) {
            throw new QuickstartException(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        }
    }

    private void startDaemons(Stack built, Supervisor keeper, HttpClient http) throws Exception {
        long start = System.nanoTime();
        for (Daemon daemon : built.daemons()) {
            keeper.start(daemon);
        }
        Readiness readiness = new Readiness(http, keeper, START);
        for (Daemon daemon : built.daemons()) {
            readiness.await(daemon);
            console.done(daemon.name() + " is ready (process " + daemon.pid() + ")",
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void makeDemoAccount(HttpClient http, String url, Secrets secrets)
            throws InterruptedException {
        Path demo = installation.demo();
        if (secrets.isDemoMade() || !Files.isDirectory(demo)) {
            return;
        }
        try {
            new DemoAccount(http, url, secrets.token()).make(demo);
            secrets.demoMade();
            console.line("  The demo account is there and being harvested");
        } catch (IOException e) {
            console.line("  The demo account could not be made (" + e.getMessage() + "); the next start tries again");
        }
    }

    private static String signIn(Secrets secrets) {
        return secrets.adminPassword().map(password -> "sign in as admin, password " + password)
                .orElse("sign in as admin with the password that the first start showed;"
                        + " 'winnow users reset-password admin' makes a new one");
    }

    private static void requireSpace(StateFolder state) {
        try {
            long free = Files.getFileStore(state.root()).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new QuickstartException("the disk of " + state.root() + " has " + free / 1_000_000
                        + " MB left and the quickstart needs " + NEEDED_BYTES / 1_000_000
                        + " MB: make room, or name a folder on another disk with --data");
            }
        } catch (IOException e) {
            throw new QuickstartException("the free space of " + state.root() + " cannot be told: " + e, e);
        }
    }
}
