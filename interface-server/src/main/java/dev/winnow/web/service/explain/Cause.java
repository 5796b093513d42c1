package dev.winnow.web.service.explain;

import java.util.Locale;

/**
 * Something that keeps a job from running, or says where it is.
 *
 * @param sentence what is the case
 * @param advice what an operator can do; empty where there is nothing to do
 */
public record Cause(Kind kind, String sentence, String advice) {
    static Cause of(Kind kind, String sentence) {
        return new Cause(kind, sentence, "");
    }

    /** What sort of cause. */
    public enum Kind {
        /** It is over. */
        FINISHED,
        /** A worker runs it. */
        RUNNING,
        /** A worker runs it and was asked to stop. */
        CANCELLING,
        /** The worker that holds it does not answer. */
        WORKER_LOST,
        /** It follows another job that has not succeeded. */
        WAITS_FOR_JOB,
        /** It follows a batch that is not finished. */
        WAITS_FOR_BATCH,
        /** No live worker has a handler for its type. */
        NO_HANDLER,
        /** It is not to start before some time. */
        DELAYED,
        /** An attempt failed and the next one is not due. */
        RETRY_DUE,
        /** As many jobs of its key as may. */
        LIMIT_REACHED,
        /** It is too late to start it. */
        EXPIRED,
        /** Redis does not answer. */
        QUEUE_UNREACHABLE,
        /** No scheduler leads. */
        NO_LEADER,
        /** Ledger and queue do not agree. */
        DISAGREEMENT,
        /** Nothing of its lane is handed out. */
        LANE_PAUSED,
        /** No live worker could run it. */
        NO_WORKER,
        /** All workers that could run it have their hands full. */
        ALL_BUSY,
        /** Others come first. */
        BEHIND_OTHERS,
        /** The scheduler has not taken it yet. */
        NOT_DISPATCHED,
        /** Nothing keeps it: it starts within moments. */
        ABOUT_TO_START;

        /** As it stands in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
