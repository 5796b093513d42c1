package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Jobs that do one thing each, so that an operator or a test sees what the suite makes of it. */
final class Diagnostics {
    private static final int KILLED = 3;

    private Diagnostics() {
    }

    /** Does nothing. */
    static final class Noop implements JobHandler {
        @Override
        public String name() {
            return "diagnostic.noop";
        }

        @Override
        public JobResult run(JobContext context) {
            return JobResult.NONE;
        }
    }

    /** Sleeps, and wakes when it is asked to stop. */
    static final class Sleep implements JobHandler {
        @Override
        public String name() {
            return "diagnostic.sleep";
        }

        @Override
        public JobResult run(JobContext context) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(context.arguments(Arguments.class).millis());
            return JobResult.NONE;
        }

        record Arguments(long millis) {
        }
    }

    /** Fails so many attempts, then succeeds. */
    static final class Fail implements JobHandler {
        @Override
        public String name() {
            return "diagnostic.fail";
        }

        @Override
        public JobResult run(JobContext context) {
            int times = context.arguments(Arguments.class).times();
            if (context.attempt() <= times) {
                throw new IllegalStateException(
                        "attempt " + context.attempt() + " fails, as the first " + times + " shall");
            }
            return JobResult.of("attempt", context.attempt());
        }

        record Arguments(int times) {
        }
    }

    /** Never returns and heeds nothing. */
    static final class Spin implements JobHandler {
        @Override
        public String name() {
            return "diagnostic.spin";
        }

        @Override
        public JobResult run(JobContext context) {
            long turns = 0;
            while (turns >= 0) {
                turns = (turns + 1) % Long.MAX_VALUE;
                Thread.onSpinWait();
            }
            return JobResult.of("turns", turns);
        }
    }

    /** Ends the worker at once, as a crash does. */
    static final class Exit implements JobHandler {
        @Override
        public String name() {
            return "diagnostic.exit";
        }

        @Override
        public JobResult run(JobContext context) {
            Runtime.getRuntime().halt(KILLED);
            return JobResult.NONE;
        }
    }

    /** Takes all memory there is. */
    static final class Oom implements JobHandler {
        private static final int MEGABYTES = 8;

        @Override
        public String name() {
            return "diagnostic.oom";
        }

        @Override
        public JobResult run(JobContext context) {
            List<byte[]> hoard = new ArrayList<>();
            while (hoard.size() < Integer.MAX_VALUE) {
                hoard.add(new byte[MEGABYTES << 20]);
            }
            return JobResult.of("hoard", hoard.size());
        }
    }
}
