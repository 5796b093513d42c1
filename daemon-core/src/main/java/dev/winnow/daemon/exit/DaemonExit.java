package dev.winnow.daemon.exit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends this daemon in an orderly way from any thread: roles stop, the process row goes, then the process exits. */
public class DaemonExit {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonExit.class);

    private final IntConsumer exit;
    private final AtomicBoolean asked = new AtomicBoolean();

    /**
     * @param exit what ends the process, as {@link System#exit} does
     */
    public DaemonExit(IntConsumer exit) {
        this.exit = exit;
    }

    /** Says why and ends the process; returns at once. The first call counts. */
    public void exit(ExitCode code, String why) {
        if (asked.compareAndSet(false, true)) {
            LOG.error("{} Exiting with code {}.", why, code.number());
            // The caller may be a thread that the shutdown waits for.
            Thread.ofPlatform().name("exit").start(() -> exit.accept(code.number()));
        }
    }
}
