package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.util.List;

/** The overlap policies, over the ticks of one plan. */
final class Overlaps {
    private final ScheduleRow row;
    private final TickJobs jobs;
    private int fired;

    Overlaps(ScheduleRow row, TickJobs jobs) {
        this.row = row;
        this.jobs = jobs;
    }

    int fired() {
        return fired;
    }

    List<Long> cancelled() {
        return fired > 0 && row.definition().overlap() == Overlap.CANCEL ? row.unfinishedJobs() : List.of();
    }

    DecisionList.Entry decide(Fate fate, Lateness lateness) {
        return switch (fate) {
            case Fate.Passed(String outcome, String reason) -> new DecisionList.Entry(outcome, reason, null);
            case Fate.Fires(String outcome, String reason) -> fire(outcome, reason, lateness);
        };
    }

    private DecisionList.Entry fire(String outcome, String reason, Lateness lateness) {
        int unfinished = row.unfinishedJobs().size() + fired;
        return switch (row.definition().overlap()) {
            case ALLOW -> fired(outcome, reason);
            case SKIP -> unfinished == 0
                    ? fired(outcome, reason)
                    : skipped("the job of an earlier tick is unfinished; overlap is skip");
            case QUEUE_ONE -> unfinished < 2
                    ? fired(outcome, unfinished == 0
                            ? reason
                            : reason + "; its job waits for that of an earlier tick")
                    : skipped("a job waits already behind that of an earlier tick; overlap is queue-one");
            case CANCEL -> lateness.isLast()
                    ? fired(outcome, unfinished == 0
                            ? reason
                            : reason + "; the unfinished job of an earlier tick is cancelled")
                    : new DecisionList.Entry("coalesced", lateness.missed()
                            + ", whose job would cancel its own; overlap is cancel", null);
        };
    }

    private DecisionList.Entry fired(String outcome, String reason) {
        fired++;
        return new DecisionList.Entry(outcome, reason, jobs.of(row.definition()));
    }

    private static DecisionList.Entry skipped(String reason) {
        return new DecisionList.Entry("skipped", reason, null);
    }
}
