package dev.winnow.daemon.health;

/** Whether this daemon does what it is there for; each daemon has one bean of it. Asked by load balancers: must be quick. */
public interface Readiness {
    /** Whether it is ready. */
    boolean isReady();

    /** Why it is not, for the log; a word or two where it is. */
    String reason();
}
