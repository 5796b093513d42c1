package dev.winnow.bench.jobs;

import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.NewJob;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.LaneStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Jobs that do nothing, asked for in bulk, and how far they are. */
final class JobLoad {
    static final String TYPE = "diagnostic.noop";
    private static final String SLEEP = "diagnostic.sleep";
    private static final Set<Priority> LANES = EnumSet.allOf(Priority.class);
    private static final int BATCH = 1000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> TABLES = List.of("job", "job_detail", "job_attempt", "job_log", "job_progress",
            "job_result");

    private final Suite suite;
    private final String type;
    private final Map<String, Object> arguments;
    private final JobIntake intake;
    private final JobDispatch dispatch;

    private JobLoad(Suite suite, String type, Map<String, Object> arguments) {
        this.suite = suite;
        this.type = type;
        this.arguments = arguments;
        this.intake = suite.database().as(Account.INTERFACE, JobIntake.class);
        this.dispatch = suite.database().as(Account.SCHEDULER, JobDispatch.class);
    }

    /** Jobs that do nothing. */
    static JobLoad noop(Suite suite) {
        return new JobLoad(suite, TYPE, Map.of());
    }

    /** Jobs that sleep. */
    static JobLoad sleeping(Suite suite, int millis) {
        return new JobLoad(suite, SLEEP, Map.of("millis", millis));
    }

    /** The job type. */
    String type() {
        return type;
    }

    /** Nothing is handed out until {@link #release}. */
    void hold() {
        pause(true);
    }

    void release() {
        pause(false);
    }

    /** In the ledger, by which the scheduler goes, and in the queue, so that it happens now. */
    private void pause(boolean paused) {
        LANES.forEach(lane -> dispatch.pause(lane, paused, "user:bench"));
        suite.queue().pause(LANES, paused);
    }

    /** Asks for jobs in batches of 1,000, as one requester does, and rings once; how many a second are on record. */
    double request(int jobs, Priority priority) {
        long start = System.nanoTime();
        for (int left = jobs; left > 0; left -= BATCH) {
            intake.request(Collections.nCopies(Math.min(BATCH, left), new NewJob(
                    JobRequest.of(type, priority, arguments), "user:bench", null, "bench")));
            if (left == jobs) {
                suite.queue().ring();
            }
        }
        return jobs / ((System.nanoTime() - start) / 1e9);
    }

    /** Waits until so many wait in the queue. */
    void awaitWaiting(int jobs) throws InterruptedException {
        await("jobs waiting", () -> depth(LaneStatus::depth) >= jobs);
    }

    /** Waits until the queue is empty. */
    void awaitEmpty() throws InterruptedException {
        await("an empty queue", () -> depth(LaneStatus::depth) + depth(LaneStatus::running)
                + depth(LaneStatus::delayed) == 0);
    }

    /** How many wait in the queue. */
    int waiting() {
        return Math.toIntExact(depth(LaneStatus::depth));
    }

    /** How many the queue has seen to the end. */
    long finished() {
        return depth(LaneStatus::finished);
    }

    /** Waits until the queue has seen so many to the end. */
    void awaitFinished(long jobs) throws InterruptedException {
        await("end of all jobs", () -> finished() >= jobs);
    }

    /** Forgets what waits, in the ledger and in the queue. */
    void drop() throws InterruptedException, SQLException {
        hold();
        await("end of what runs", () -> depth(LaneStatus::running) == 0);
        forget();
        suite.emptyQueue();
    }

    /** Throws unless so many jobs are on record as succeeded. */
    void requireSucceeded(int jobs) throws SQLException {
        try (Connection connection = suite.database().connect(Account.INTERFACE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*), SUM(state = 'succeeded') FROM job WHERE "
                        + "type = '" + type + "'")) {
            rows.next();
            if (rows.getInt(1) != jobs || rows.getInt(2) != jobs) {
                throw new IllegalStateException("of " + jobs + " jobs " + rows.getInt(1) + " are on record, "
                        + rows.getInt(2) + " of them as succeeded");
            }
        }
    }

    /** Empties the ledger. */
    void forget() throws SQLException {
        suite.database().empty(TABLES);
    }

    private long depth(java.util.function.ToLongFunction<LaneStatus> figure) {
        return suite.queue().lanes().stream().mapToLong(figure).sum();
    }

    private static void await(String what, BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no " + what + " after " + PATIENCE);
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
    }
}
