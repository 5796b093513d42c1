package dev.winnow.worker;

/** Why a running job was asked to stop. */
enum StopReason {
    /** Its lease has ended: another worker may run it by now, so nothing more is written of it here. */
    LEASE_LOST,
    /** It ran too long. */
    DEADLINE,
    /** Somebody called it off. */
    CANCELLED,
    /** This worker stops: the job goes back to the queue as if it had not begun. */
    DRAIN
}
