package dev.winnow.quickstart;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow aot-cache}: what makes later starts of the daemons quick, for this machine's Java and these jars. */
@Command(name = "aot-cache", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Records a start of each daemon, against embedded servers, in caches that the launcher uses from then on.",
        "To be repeated after an upgrade of Winnow or of Java. Java 25 or newer."})
final class AotCacheCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int OLDEST_RELEASE = 25;

    @Option(names = "--into", paramLabel = "DIR", description = "where the caches are made (default: aot in the installation)")
    private @Nullable Path folder;

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    AotCacheCommand(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            Installation installation = Installation.of(environment);
            if (installation.javaRelease() < OLDEST_RELEASE) {
                throw new QuickstartException(
                        "Java " + installation.javaRelease() + " keeps no such cache: name a Java "
                                + OLDEST_RELEASE + " or newer in WINNOW_JAVA_HOME, or do without");
            }
            Path caches = folder == null ? installation.home().resolve("aot") : folder;
            new StartRecording(installation, environment, new Console(out)).into(caches.toAbsolutePath());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception e) {
            err.println("winnow aot-cache: " + (e instanceof QuickstartException ? e.getMessage() : e.toString()));
            return FAILED;
        }
    }
}
