package dev.winnow.worker;

import java.util.concurrent.TimeUnit;

/** What the ledger is told now and then, apart from outcomes. */
final class LedgerTurns {
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RunningMarks marks;
    private final UnwrittenOutcomes unwritten;
    private final HandlerAnnouncement announcement;
    private long triedAt = System.nanoTime();

    LedgerTurns(RunningMarks marks, UnwrittenOutcomes unwritten, HandlerAnnouncement announcement) {
        this.marks = marks;
        this.unwritten = unwritten;
        this.announcement = announcement;
    }

    void take() {
        marks.mark();
        if (System.nanoTime() - triedAt >= AGAIN_NANOS) {
            triedAt = System.nanoTime();
            unwritten.tryAgain();
            announcement.announceChanges();
        }
    }
}
