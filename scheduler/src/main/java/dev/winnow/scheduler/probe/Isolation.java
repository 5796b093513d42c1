package dev.winnow.scheduler.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what this platform offers to run a process without a network. */
final class Isolation {
    private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);
    private static final List<List<String>> WAYS = List.of(List.of("unshare", "--net", "--"),
            List.of("unshare", "--map-root-user", "--net", "--"));
    private static final long PATIENCE_SECONDS = 5;

    private Isolation() {
    }

    /** What to put before a command; nothing where the platform forbids it, and Java alone refuses the network. */
    static List<String> prefix() throws InterruptedException {
        for (List<String> way : WAYS) {
            if (works(way)) {
                return way;
            }
        }
        LOG.debug("This platform lets no process run in a network of its own.");
        return List.of();
    }

    private static boolean works(List<String> way) throws InterruptedException {
        List<String> command = new ArrayList<>(way);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            try {
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
