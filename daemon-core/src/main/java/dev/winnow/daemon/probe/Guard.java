package dev.winnow.daemon.probe;

import dev.winnow.plugin.registry.WarningCode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends this process when the scheduler is gone, or when a plugin starts threads without end. */
final class Guard implements Runnable {
    /** Far more than a load needs, and far fewer than a machine can bear. */
    private static final int MOST_THREADS = 500;
    private static final long PAUSE_MILLIS = 50;

    private final AtWork atWork;
    private final Answers answers;

    Guard(AtWork atWork, Answers answers) {
        this.atWork = atWork;
        this.answers = answers;
    }

    @Override
    public void run() {
        Optional<ProcessHandle> scheduler = ProcessHandle.current().parent();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        while (scheduler.map(ProcessHandle::isAlive).orElse(true)) {
            if (threads.getThreadCount() > MOST_THREADS) {
                answers.send(new ProbeMessage.Ending(atWork.warning(WarningCode.LOAD_EXHAUSTED,
                        "starts more than " + MOST_THREADS + " threads while loading",
                        "Use an executor with few threads; background work belongs in jobs and schedules.")
                        .orElse(null)));
                break;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                // Only a plugin can have interrupted it, and it has no say in this.
                continue;
            }
        }
        Leaving.now();
    }
}
