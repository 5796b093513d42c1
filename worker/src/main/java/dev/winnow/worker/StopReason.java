package dev.winnow.worker;

import java.time.Duration;

/** Why a running job was asked to stop. */
enum StopReason {
    /** Its lease has ended: another worker may run it by now, so nothing more is written of it here. */
    LEASE_LOST(Duration.ZERO),
    /** It ran too long. */
    DEADLINE(Duration.ofSeconds(1)),
    /** Somebody called it off. */
    CANCELLED(Duration.ofSeconds(1)),
    /** This worker stops: the job goes back to the queue as if it had not begun. */
    DRAIN(Duration.ZERO);

    private final Duration courtesy;

    StopReason(Duration courtesy) {
        this.courtesy = courtesy;
    }

    /** For how long a handler may see for itself that it shall stop, before its thread is interrupted. */
    Duration courtesy() {
        return courtesy;
    }
}
