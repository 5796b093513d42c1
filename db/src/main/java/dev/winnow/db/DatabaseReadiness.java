package dev.winnow.db;

/** Lets a start wait until the database can be used. */
@FunctionalInterface
public interface DatabaseReadiness {
    /**
     * Returns once MySQL answers and its schema serves this build; says every ten seconds what it waits for.
     *
     * @throws IllegalStateException if the process is asked to stop meanwhile
     */
    void awaitReady();
}
