package dev.winnow.queue.redis;

/**
 * A thread's place among those that wait for work, and what Redis is still to be told of its last wait: it keeps a note of
 * what it handed over until it hears that it got there.
 */
final class Ticket {
    private static final String NONE = "-";

    private final String thread;
    private final String owner;
    private long waits;
    private String toldOf = NONE;
    private String received = NONE;

    /** @param thread unlike any other */
    Ticket(String thread, String owner) {
        this.thread = thread;
        this.owner = owner;
    }

    /** What the next wait goes by. Each has another name: what was meant for an earlier one must not end this. */
    String next() {
        waits++;
        return thread + "." + waits;
    }

    String owner() {
        return owner;
    }

    /** Adds what a script is to be told. */
    Arguments tellOn(Arguments arguments) {
        return arguments.text(toldOf).text(received);
    }

    /** From now on something may be handed over. */
    void waits(String name) {
        toldOf = name;
        received = NONE;
    }

    /** This job was handed over and has arrived. */
    void received(long jobId) {
        received = Long.toString(jobId);
    }

    /** Redis has been told, or there is nothing to tell. */
    void settled() {
        toldOf = NONE;
        received = NONE;
    }
}
