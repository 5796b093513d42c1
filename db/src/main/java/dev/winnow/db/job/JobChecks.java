package dev.winnow.db.job;

import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says of a request that no row can hold what is wrong with it. */
final class JobChecks {
    static final int KEY_CHARACTERS = 190;
    static final int ARGUMENT_BYTES = 4 * 1024 * 1024;
    private static final int TYPE_CHARACTERS = 100;
    /** Starts are on record for so long; see {@link LimitGates}. */
    static final Duration LONGEST_RATE = Duration.ofDays(31);
    private static final int UTF8_BYTES = 3;

    private JobChecks() {
    }

    /** Returns the arguments as JSON. */
    static String check(JobRequest request) {
        String type = request.type();
        if (type.isBlank() || type.length() > TYPE_CHARACTERS) {
            throw new IllegalArgumentException("job type '" + Texts.cut(type, 120) + "': expected 1 to "
                    + TYPE_CHARACTERS + " characters");
        }
        JobOptions options = request.options();
        key(type, "unique key", options.uniqueKey());
        key(type, "idempotency key", options.idempotencyKey());
        span(type, "delay", options.delay().isNegative() ? Duration.ZERO : options.delay(), Duration.ZERO);
        span(type, "unique-for window", options.uniqueFor(), Duration.ofMillis(1));
        span(type, "expiry", options.expiresAfter(), Duration.ofMillis(1));
        span(type, "deadline", options.deadline(), Duration.ofMillis(1));
        if (options.uniqueFor() != null && options.uniqueKey() == null) {
            throw new IllegalArgumentException("job type " + type + ": unique for " + options.uniqueFor()
                    + " but without a unique key");
        }
        JobOptions.Concurrency concurrency = options.concurrency();
        if (concurrency != null) {
            key(type, "concurrency key", concurrency.key());
            most(type, "concurrency", concurrency.most());
        }
        JobOptions.Rate rate = options.rate();
        if (rate != null) {
            key(type, "rate key", rate.key());
            most(type, "rate", rate.most());
            rate(type, rate.per());
        }
        return arguments(request);
    }

    private static String arguments(JobRequest request) {
        String json;
        try {
            json = Json.write(request.arguments());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the arguments of job type " + request.type()
                    + " cannot be written as JSON: " + Texts.cut(String.valueOf(e.getMessage()), 300), e);
        }
        if (json.length() > ARGUMENT_BYTES / UTF8_BYTES
                && json.getBytes(StandardCharsets.UTF_8).length > ARGUMENT_BYTES) {
            throw new IllegalArgumentException("the arguments of job type " + request.type() + " are "
                    + json.getBytes(StandardCharsets.UTF_8).length + " bytes of JSON, more than the " + ARGUMENT_BYTES
                    + " that the ledger takes: put large data where the job can fetch them, and pass their address");
        }
        return json;
    }

    private static void key(String type, String what, @Nullable String key) {
        if (key != null && (key.isBlank() || key.strip().length() > KEY_CHARACTERS)) {
            throw new IllegalArgumentException(what + " '" + Texts.cut(key, 200) + "' of job type " + type
                    + ": expected 1 to " + KEY_CHARACTERS + " characters");
        }
    }

    private static void span(String type, String what, @Nullable Duration span, Duration least) {
        if (span != null && (span.compareTo(least) < 0 || span.compareTo(JobOptions.LONGEST) > 0)) {
            throw new IllegalArgumentException("the " + what + " of job type " + type + " is " + span + ": expected "
                    + (least.isZero() ? "none, or up to " : "a millisecond to ") + JobOptions.LONGEST.toDays()
                    + " days");
        }
    }

    private static void rate(String type, Duration per) {
        if (per.compareTo(Duration.ofMillis(1)) < 0 || per.compareTo(LONGEST_RATE) > 0) {
            throw new IllegalArgumentException("the rate's time of job type " + type + " is " + per
                    + ": expected a millisecond to " + LONGEST_RATE.toDays() + " days, for which starts are counted");
        }
    }

    private static void most(String type, String what, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the " + what + " limit of job type " + type + " is " + most
                    + ": expected 1 or more");
        }
    }
}
