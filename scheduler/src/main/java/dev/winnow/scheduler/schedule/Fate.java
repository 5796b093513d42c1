package dev.winnow.scheduler.schedule;

/** What the catch-up policy says. */
sealed interface Fate {
    /** It fires, if the overlap policy lets it. */
    record Fires(String outcome, String reason) implements Fate {
    }

    /** It does not. */
    record Passed(String outcome, String reason) implements Fate {
    }
}
