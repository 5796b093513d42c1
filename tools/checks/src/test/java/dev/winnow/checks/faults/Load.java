package dev.winnow.checks.faults;

import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Asks for jobs of every kind, all the time, whatever dies meanwhile. What an answer does not come for is asked again
 * under the same idempotency key, as a careful client does.
 */
final class Load implements AutoCloseable {
    private static final int HANDFUL = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);
    /** With so many unfinished it waits: what no machine could finish under such faults would only hide what is stuck. */
    private static final long MOST_UNFINISHED = 2500;

    private final Asker asker;
    private final String by;
    private final Random random;
    private final Duration pause;
    private final LongSupplier unfinished;
    private final Asked asked = new Asked();
    private final Thread thread;
    private volatile boolean ended;
    private volatile int repeated;
    private int number;

    /**
     * @param perSecond about how many jobs to ask for
     * @param unfinished how many jobs are; fails while nobody can say
     */
    Load(Asker asker, String by, Random random, int perSecond, LongSupplier unfinished) {
        this.asker = asker;
        this.by = by;
        this.random = random;
        this.unfinished = unfinished;
        this.pause = Duration.ofSeconds(HANDFUL).dividedBy(perSecond);
        this.thread = Thread.ofPlatform().name("load").start(this::run);
    }

    Asked asked() {
        return asked;
    }

    /** How often an answer did not come. */
    int repeated() {
        return repeated;
    }

    private void run() {
        try {
            while (!ended) {
                if (!isTooMuch()) {
                    round();
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTooMuch() {
        try {
            return unfinished.getAsLong() > MOST_UNFINISHED;
        } catch (IllegalStateException e) {
            // MySQL is away, which is no reason to ask for nothing.
            return false;
        }
    }

    private void round() throws InterruptedException {
        List<Long> ids = insist(IntStream.range(0, HANDFUL).mapToObj(i -> any()).toList());
        asked.ids().addAll(ids);
        switch (random.nextInt(10)) {
            case 0, 1 -> once(() -> {
                List<Long> chain = asker.askChain(by, List.of(append("chain", 0), append("chain", 10),
                        append("chain", 0)));
                asked.ids().addAll(chain);
                asked.chains().add(chain);
            });
            case 2 -> once(() -> {
                var batch = asker.askBatch(by, IntStream.range(0, 10).mapToObj(i -> append("member", i)).toList(),
                        append("completion", 0));
                asked.ids().addAll(batch.members());
                asked.ids().add(batch.completion());
                asked.batches().add(batch);
            });
            case 3 -> once(() -> {
                List<Long> some = List.of(ids.get(random.nextInt(ids.size())), ids.get(random.nextInt(ids.size())));
                asked.calledOff().addAll(some);
                asker.cancel(by, some);
            });
            default -> {
            }
        }
    }

    private JobRequest any() {
        int kind = random.nextInt(100);
        if (kind < 50) {
            return append("plain", random.nextInt(20));
        } else if (kind < 62) {
            return JobRequest.of("diagnostic.noop", lane(), Map.of());
        } else if (kind < 70) {
            return append("delayed", 0).withDelay(Duration.ofMillis(200 + random.nextInt(3000)));
        } else if (kind < 74) {
            return JobRequest.of("diagnostic.fail", lane(), Map.of("times", 1));
        } else if (kind < 77) {
            return append("long", 1000 + random.nextInt(1500));
        } else if (kind < 82) {
            return append("done", 30).withUniqueKey(by + "-done-" + random.nextInt(5), UniqueUntil.DONE);
        } else if (kind < 85) {
            return append("start", 30).withUniqueKey(by + "-start-" + random.nextInt(5), UniqueUntil.START);
        } else if (kind < 92) {
            return append("limited", 20).with(JobOptions.NONE.atMost(2, by + "-at-once-" + random.nextInt(3)));
        } else if (kind < 95) {
            return append("rated", 0).with(JobOptions.NONE.atMost(20, Duration.ofSeconds(1), by + "-rate"));
        }
        return append("expiring", 0).with(JobOptions.NONE.expiringAfter(Duration.ofSeconds(1)));
    }

    private JobRequest append(String kind, int millis) {
        return JobRequest.of("diagnostic.append", lane(), Map.of("file", "lines", "line", kind, "millis", millis));
    }

    private Priority lane() {
        return Priority.values()[random.nextInt(Priority.values().length)];
    }

    private List<Long> insist(List<JobRequest> wanted) throws InterruptedException {
        List<JobRequest> keyed = new ArrayList<>();
        wanted.forEach(each -> keyed.add(each.with(each.options().idempotent(by + "-" + number++))));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return asker.ask(by, keyed);
            } catch (RuntimeException e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("nothing could be asked for in " + PATIENCE.toSeconds() + " s", e);
                }
                repeated++;
                Thread.sleep(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /** What is asked without a key is not asked again: it is not known whether it was heard. */
    private void once(Runnable ask) {
        try {
            ask.run();
        } catch (RuntimeException e) {
            repeated++;
        }
    }

    /** Stops asking. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
