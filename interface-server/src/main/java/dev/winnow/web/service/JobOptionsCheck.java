package dev.winnow.web.service;

import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a job's options against what the ledger can keep and what makes sense; names every one that is wrong. */
final class JobOptionsCheck {
    private static final int KEY_CHARACTERS = 190;
    private static final int MOST = 1_000_000;
    private static final Duration LONGEST = JobOptions.LONGEST;
    private static final Duration LONGEST_RATE = Duration.ofDays(31);

    private final String prefix;
    private final List<FieldProblem> problems = new ArrayList<>();

    private JobOptionsCheck(String prefix) {
        this.prefix = prefix;
    }

    /** What is wrong; {@code prefix} stands before the names of fields. */
    static List<FieldProblem> problems(JobOptions options, String prefix) {
        JobOptionsCheck check = new JobOptionsCheck(prefix);
        check.key("uniqueKey", options.uniqueKey());
        check.key("idempotencyKey", options.idempotencyKey());
        check.unique(options);
        check.span("uniqueFor", options.uniqueFor());
        check.span("expiresAfter", options.expiresAfter());
        check.span("deadline", options.deadline());
        check.delay(options);
        JobOptions.Concurrency concurrency = options.concurrency();
        if (concurrency != null) {
            check.key("concurrency.key", concurrency.key());
            check.most("concurrency.most", concurrency.most());
        }
        JobOptions.Rate rate = options.rate();
        if (rate != null) {
            check.key("rate.key", rate.key());
            check.most("rate.most", rate.most());
            check.rate(rate.per());
        }
        return check.problems;
    }

    private void unique(JobOptions options) {
        if (options.uniqueKey() == null && options.uniqueFor() != null) {
            problem("uniqueFor", "means nothing without 'uniqueKey'");
        }
        if (options.uniqueKey() == null && options.uniqueUntil() == UniqueUntil.START) {
            problem("uniqueUntil", "means nothing without 'uniqueKey'");
        }
        if (options.uniqueFor() != null && options.uniqueUntil() == UniqueUntil.START) {
            problem("uniqueUntil", "does not go with 'uniqueFor': a key lasts for a time or until something happens");
        }
    }

    private void delay(JobOptions options) {
        Duration delay = options.delay();
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            problem("delay", "must be from 0s to 366d, got " + delay);
        }
        Duration expiry = options.expiresAfter();
        if (expiry != null && expiry.isPositive() && delay.isPositive() && expiry.compareTo(delay) <= 0) {
            problem("expiresAfter", "must be longer than 'delay': the job would expire before it may start");
        }
    }

    private void key(String field, @Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > KEY_CHARACTERS)) {
            problem(field, "must have 1 to " + KEY_CHARACTERS + " characters");
        } else if (key != null && key.codePoints().anyMatch(Character::isISOControl)) {
            problem(field, "must not hold control characters");
        }
    }

    private void span(String field, @Nullable Duration span) {
        if (span != null && (!span.isPositive() || span.compareTo(LONGEST) > 0)) {
            problem(field, "must be longer than nothing and 366d at most, got " + span);
        }
    }

    private void rate(Duration per) {
        if (!per.isPositive() || per.compareTo(LONGEST_RATE) > 0) {
            problem("rate.per", "must be longer than nothing and 31d at most, since starts are counted for no longer; "
                    + "got " + per);
        }
    }

    private void most(String field, int most) {
        if (most < 1 || most > MOST) {
            problem(field, "must be from 1 to " + MOST + ", got " + most);
        }
    }

    private void problem(String field, String rest) {
        problems.add(new FieldProblem(prefix + field, "'" + prefix + field + "' " + rest));
    }
}
