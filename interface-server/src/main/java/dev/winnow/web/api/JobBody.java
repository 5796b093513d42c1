package dev.winnow.web.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.winnow.plugin.manifest.Durations;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.service.JobWish;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that is wanted; on demand means p0 unless it says otherwise. Spans are texts such as {@code 30s}, {@code 1h30m}
 * or {@code PT15M}.
 *
 * @param uniqueUntil {@code start} or {@code done}
 * @param force whether it is taken even where no live worker has a handler for its type
 */
record JobBody(@Nullable String type, @Nullable String priority,
        @JsonAlias("args") @Nullable Map<String, @Nullable Object> arguments, @Nullable String uniqueKey,
        @Nullable String uniqueUntil, @Nullable String uniqueFor, @Nullable String idempotencyKey,
        @Nullable String delay, @Nullable String expiresAfter, @Nullable String deadline,
        @Nullable ConcurrencyBody concurrency, @Nullable RateBody rate, @Nullable Boolean force) {
    /** At most so many of a key at once. */
    record ConcurrencyBody(@Nullable String key, @Nullable Integer most) {
    }

    /** At most so many of a key started in a span. */
    record RateBody(@Nullable String key, @Nullable Integer most, @Nullable String per) {
    }

    /** What is wanted; {@code prefix} stands before the names of fields that are wrong. */
    JobWish wish(String prefix) {
        return new JobWish(Body.text(prefix + "type", type),
                Body.constant(Priority.class, prefix + "priority", priority, Priority.P0), Body.values(arguments),
                options(prefix), Boolean.TRUE.equals(force));
    }

    /** The same with the idempotency key of the header, where there is one. */
    JobWish wish(@Nullable String header, String prefix) {
        JobWish wish = wish(prefix);
        if (header == null) {
            return wish;
        }
        if (idempotencyKey != null && !idempotencyKey.equals(header)) {
            throw RefusedException.invalid("idempotencyKey",
                    "'idempotencyKey' and the header Idempotency-Key are not the same: give one of them");
        }
        return new JobWish(wish.type(), wish.priority(), wish.arguments(), wish.options().idempotent(header),
                wish.force());
    }

    private JobOptions options(String prefix) {
        Duration held = span(prefix + "delay", delay);
        return new JobOptions(uniqueKey,
                Body.constant(UniqueUntil.class, prefix + "uniqueUntil", uniqueUntil, UniqueUntil.DONE),
                span(prefix + "uniqueFor", uniqueFor), idempotencyKey, held == null ? Duration.ZERO : held,
                span(prefix + "expiresAfter", expiresAfter), span(prefix + "deadline", deadline),
                concurrency == null
                        ? null
                        : new JobOptions.Concurrency(Body.text(prefix + "concurrency.key", concurrency.key()),
                                Body.number(prefix + "concurrency.most", concurrency.most())),
                rate == null
                        ? null
                        : new JobOptions.Rate(Body.text(prefix + "rate.key", rate.key()),
                                Body.number(prefix + "rate.most", rate.most()), per(prefix, rate.per())));
    }

    private static Duration per(String prefix, @Nullable String text) {
        Duration per = span(prefix + "rate.per", text);
        if (per == null) {
            throw RefusedException.invalid(prefix + "rate.per", "'" + prefix + "rate.per' is required");
        }
        return per;
    }

    private static @Nullable Duration span(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw RefusedException.invalid(field, "'" + field + "' must be a span such as 30s, 15m, 1h30m, 2d or PT15M,"
                    + " got '" + Shown.of(text) + "'");
        }
    }
}
