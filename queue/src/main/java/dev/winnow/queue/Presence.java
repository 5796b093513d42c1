package dev.winnow.queue;

/** Where the queue holds a job. */
public enum Presence {
    ABSENT, WAITING, DELAYED, RUNNING, DEAD
}
