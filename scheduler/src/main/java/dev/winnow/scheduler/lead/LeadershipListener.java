package dev.winnow.scheduler.lead;

/** Is told when this process stops leading, on the thread that keeps the lease: it must be quick. */
public interface LeadershipListener {
    /** The lead was taken. */
    void gained(Term term);

    /** The lead is lost or given back; the term is over already. */
    void lost(Term term);
}
