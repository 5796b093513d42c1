package dev.winnow.scheduler.schedule;

import dev.winnow.db.job.NewJob;
import dev.winnow.db.schedule.Ruling.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects decisions in the order of ticks; many in a row that do not fire and are alike become one. */
final class DecisionList {
    /** So many missed ticks in a row are recorded one by one. */
    static final int SINGLY = 10;

    private final List<Decision> done = new ArrayList<>();
    private final List<Instant> run = new ArrayList<>();
    private @Nullable Entry alike;

    void add(Instant tick, Entry entry) {
        if (!entry.equals(alike) || entry.job() != null) {
            flush();
        }
        alike = entry;
        run.add(tick);
    }

    List<Decision> toList() {
        flush();
        return List.copyOf(done);
    }

    private void flush() {
        Entry entry = alike;
        if (entry != null && run.size() > SINGLY) {
            done.add(new Decision(run.getFirst(), run.getLast(), run.size(), entry.outcome(), entry.reason(), null));
        } else if (entry != null) {
            run.forEach(tick -> done.add(new Decision(tick, entry.outcome(), entry.reason(), entry.job())));
        }
        run.clear();
    }

    /** What becomes of a tick. */
    record Entry(String outcome, String reason, @Nullable NewJob job) {
    }
}
