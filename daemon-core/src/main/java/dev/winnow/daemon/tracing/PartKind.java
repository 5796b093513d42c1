package dev.winnow.daemon.tracing;

/** Where in the way of a job a part lies. */
public enum PartKind {
    /** Hands a job on. */
    SENDS,
    /** Runs it. */
    RECEIVES
}
