package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;

/** What handlers throw, in words. Their own methods are a plugin's code, and may throw in turn. */
final class Failures {
    private static final int BRIEF = 300;

    private Failures() {
    }

    /** For the ledger. */
    static JobOutcomes.Failure of(Throwable failure) {
        return new JobOutcomes.Failure(failure.getClass().getName(), message(failure), stack(failure));
    }

    /** For a line of the log. */
    static String brief(Throwable failure) {
        String text = failure.getClass().getSimpleName() + ": " + message(failure);
        return text.length() > BRIEF ? text.substring(0, BRIEF) + "..." : text;
    }

    /** For example {@code 90 s} or {@code 60 minutes}. */
    static String words(Duration time) {
        if (time.toSeconds() < 1) {
            return time.toMillis() + " ms";
        }
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
    }

    private static String message(Throwable failure) {
        try {
            return Optional.ofNullable(failure.getMessage()).orElse("(no message)");
        } catch (RuntimeException | Error e) {
            return "(its message cannot be read: " + e.getClass().getName() + ")";
        }
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        try {
            failure.printStackTrace(new PrintWriter(text, true));
        } catch (RuntimeException | Error e) {
            text.append("(its stack trace cannot be read: ").append(e.getClass().getName()).append(')');
        }
        return text.toString();
    }
}
