package dev.winnow.quickstart;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow quickstart}: everything on this machine by one command. */
@Command(name = "winnow quickstart", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Starts embedded MariaDB and Redis and the three daemons as processes of their own,",
        "and stops them all at Ctrl-C. A second start uses the data of the first."})
public final class QuickstartMain implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int HIGHEST_PORT = 65535;

    @Option(names = "--port", defaultValue = "8001", description = "the interface server's port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--plugins", paramLabel = "DIR", description = "the plugin folder (default: plugins in the checkout)")
    private @Nullable Path plugins;

    @Option(names = "--data", paramLabel = "DIR", description = "where everything is kept (default: .winnow)")
    private @Nullable Path data;

    @Option(names = "--reset", description = "forget an earlier quickstart's data first")
    private boolean reset;

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    QuickstartMain(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new QuickstartMain(System.getenv(), out, err))
                .addSubcommand(new AotCacheCommand(System.getenv(), out, err)).setOut(out).setErr(err).execute(args));
    }

    @Override
    public Integer call() {
        if (port < 1 || port > HIGHEST_PORT) {
            err.println("winnow quickstart: --port " + port + " is no port: expected 1 to " + HIGHEST_PORT);
            return CommandLine.ExitCode.USAGE;
        }
        try {
            Quickstart quickstart = new Quickstart(Installation.of(environment), environment, options(),
                    new Console(out));
            Runtime.getRuntime().addShutdownHook(new Thread(quickstart::stop, "stop"));
            quickstart.run();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception e) {
            err.println("winnow quickstart: " + (e instanceof QuickstartException ? e.getMessage() : e.toString()));
            return FAILED;
        }
    }

    private QuickstartOptions options() {
        Path checkout = Path.of(environment.getOrDefault("WINNOW_CHECKOUT", ""));
        Path pluginFolder = plugins == null
                ? Path.of(environment.getOrDefault("WINNOW_PLUGINS_DIR", checkout.resolve("plugins").toString()))
                : plugins;
        return new QuickstartOptions(port, pluginFolder, data == null ? checkout.resolve(".winnow") : data, reset);
    }
}
