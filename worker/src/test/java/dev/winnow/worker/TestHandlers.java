package dev.winnow.worker;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.RetryLaterException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.logging.Level;
import org.slf4j.LoggerFactory;

/** Handlers as plugins may have them. */
final class TestHandlers {
    private TestHandlers() {
    }

    /** Looks whether it shall stop. */
    static final class Polite implements JobHandler {
        static final AtomicBoolean INTERRUPTED = new AtomicBoolean();

        @Override
        public String name() {
            return "test.polite";
        }

        @Override
        public JobResult run(JobContext context) {
            while (true) {
                if (Thread.currentThread().isInterrupted()) {
                    INTERRUPTED.set(true);
                }
                context.checkCancelled();
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    /** Is tried once, for a second at most. */
    static final class Once implements JobHandler {
        @Override
        public String name() {
            return "test.once";
        }

        @Override
        public JobPolicy policy() {
            return JobPolicy.USUAL.withAttempts(1).withDeadline(Duration.ofSeconds(1));
        }

        @Override
        public JobResult run(JobContext context) throws InterruptedException {
            Thread.sleep(context.arguments(Arguments.class).millis());
            throw new IllegalStateException("it fails");
        }

        record Arguments(long millis) {
        }
    }

    /** Asks to be called in an hour. */
    static final class Later implements JobHandler {
        @Override
        public String name() {
            return "test.later";
        }

        @Override
        public JobResult run(JobContext context) {
            throw new RetryLaterException("throttled", Duration.ofHours(1), null);
        }
    }

    /** Tells how long a text is; fails for an empty one. */
    static final class Echo implements JobHandler {
        @Override
        public String name() {
            return "test.echo";
        }

        @Override
        public JobPolicy policy() {
            return JobPolicy.USUAL.withAttempts(1);
        }

        @Override
        public JobResult run(JobContext context) {
            String text = context.arguments(Arguments.class).text();
            if (text.isEmpty()) {
                throw new IllegalStateException("there is nothing to say");
            }
            return JobResult.of("length", text.length());
        }

        record Arguments(String text) {
        }
    }

    /** Tells what the ledger says of its job when it starts. */
    record Witness(LongFunction<String> ledger) implements JobHandler {
        @Override
        public String name() {
            return "test.witness";
        }

        @Override
        public JobResult run(JobContext context) {
            return JobResult.of("state", ledger.apply(context.jobId()));
        }
    }

    /** Logs in all ways there are. */
    static final class Talker implements JobHandler {
        @Override
        public String name() {
            return "test.talker";
        }

        @Override
        public JobResult run(JobContext context) {
            context.log("by the context");
            LoggerFactory.getLogger(Talker.class).warn("by {}", "SLF4J");
            System.getLogger("platform").log(System.Logger.Level.WARNING, "by the platform's logger");
            java.util.logging.Logger.getLogger("jul").log(Level.WARNING, "by java.util.logging");
            int lines = context.arguments(Arguments.class).lines();
            for (int line = 1; line < lines; line++) {
                context.log(line + " " + "x".repeat(line < 10 ? 10_000 : 10));
            }
            return JobResult.NONE;
        }

        record Arguments(int lines) {
        }
    }

    /** Asks for a batch of three, one of which fails, and for a chain of two. */
    static final class Conductor implements JobHandler {
        @Override
        public String name() {
            return "test.conductor";
        }

        @Override
        public JobResult run(JobContext context) {
            context.requestBatch(List.of(echo("one"), echo("two"), echo("")),
                    JobRequest.of("test.finale", Priority.P0, Map.of()));
            context.requestChain(List.of(echo("chain"), echo("chain")));
            return JobResult.NONE;
        }

        private static JobRequest echo(String text) {
            return JobRequest.of("test.echo", Priority.P0, Map.of("text", text));
        }
    }

    /** Tells how its batch ended. */
    static final class Finale implements JobHandler {
        @Override
        public String name() {
            return "test.finale";
        }

        @Override
        public JobResult run(JobContext context) {
            BatchOutcome batch = context.batch().orElseThrow();
            return JobResult.of("total", batch.total()).with("succeeded", batch.succeeded());
        }
    }
}
