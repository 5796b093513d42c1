package dev.winnow.quickstart;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A process that is to run: a server or a daemon. It can be started again after it has ended. */
interface Service {
    /** As in the names of its log and its process id's file. */
    String name();

    /** Starts it, or starts it again; returns when the process is there. */
    void start();

    long pid();

    /** Completes with the exit value when the process of the last start has ended. */
    CompletableFuture<Integer> onExit();

    /** Ends it, by force after the grace time. */
    void stop(Duration grace);
}
