package dev.winnow.plugin.manifest;

import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.JobOptions.Rate;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a schedule may say, whoever wrote it: a file or a plugin's code. Cron expressions are left to who reads them. */
public final class ScheduleRules {
    static final String WRONG_INTERVAL = "must have an interval of one second at least and ten years at most";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Duration SHORTEST_SPREAD = Duration.ofMillis(1);
    /** As long as the ledger counts starts. */
    private static final Duration LONGEST_RATE = Duration.ofDays(31);
    private static final int CRON_CHARACTERS = 100;
    private static final int ZONE_CHARACTERS = 60;
    private static final int KEY_CHARACTERS = 190;
    private static final int FIRST_YEAR = 1900;
    /** So that the tick after it is before the year 10000, with which the ledger's times end. */
    private static final int LAST_YEAR_TO_START = 8999;
    private static final int LAST_YEAR = 9999;

    private ScheduleRules() {
    }

    /** What is wrong with it, as the end of a sentence that begins with its name; empty where nothing is. */
    public static Optional<String> broken(ScheduleDefinition schedule) {
        return missing(schedule)
                .or(() -> Stream.of(names(schedule), times(schedule), spread(schedule), limits(schedule))
                        .flatMap(Optional::stream).findFirst());
    }

    /** Code may leave out what a file cannot. */
    private static Optional<String> missing(ScheduleDefinition schedule) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("name", schedule.name());
        parts.put("job", schedule.jobType());
        parts.put("priority", schedule.priority());
        parts.put("zone", schedule.zone());
        parts.put("jitter", schedule.jitter());
        parts.put("catch-up", schedule.catchUp());
        parts.put("overlap", schedule.overlap());
        ScheduleOptions options = schedule.options();
        parts.put("options", options);
        if (options != null) {
            parts.put("window", options.window());
            if (options.concurrency() != null) {
                parts.put("key of 'concurrency'", options.concurrency().key());
            }
            if (options.rate() != null) {
                parts.put("key of 'rate'", options.rate().key());
                parts.put("per of 'rate'", options.rate().per());
            }
        }
        return parts.entrySet().stream().filter(part -> part.getValue() == null).findFirst()
                .map(part -> "has no " + part.getKey());
    }

    private static Optional<String> names(ScheduleDefinition schedule) {
        if (!ExtensionName.isAllowed(schedule.name())) {
            return Optional.of("has a name that is not allowed (" + ExtensionName.RULE + ")");
        }
        if (!ExtensionName.isAllowed(schedule.jobType())) {
            return Optional.of("names a job that is not allowed (" + ExtensionName.RULE + ")");
        }
        String cron = schedule.cron();
        if (cron != null && cron.length() > CRON_CHARACTERS) {
            return Optional.of("has a cron expression of more than " + CRON_CHARACTERS + " characters");
        }
        return when(schedule.zone().getId().length() > ZONE_CHARACTERS, "has a zone of more than " + ZONE_CHARACTERS
                + " characters");
    }

    private static Optional<String> times(ScheduleDefinition schedule) {
        if ((schedule.cron() == null) == (schedule.interval() == null)) {
            return Optional.of("must have either 'cron' or 'interval'");
        }
        Duration interval = schedule.interval();
        if (interval != null && !isSpan(interval)) {
            return Optional.of(WRONG_INTERVAL);
        }
        ScheduleOptions options = schedule.options();
        if (options.starts() != null && options.ends() != null && !options.starts().isBefore(options.ends())) {
            return Optional.of("ends before it starts");
        }
        return wrongMoment("starts", options.starts(), schedule.zone(), LAST_YEAR_TO_START)
                .or(() -> wrongMoment("ends", options.ends(), schedule.zone(), LAST_YEAR))
                .or(() -> wrongSpan("catch-up-within", options.catchUpWithin()))
                .or(() -> wrongTime("deadline", options.deadline()))
                .or(() -> wrongTime("expires-after", options.expiresAfter()));
    }

    private static Optional<String> spread(ScheduleDefinition schedule) {
        Duration window = schedule.options().window();
        Duration jitter = schedule.jitter();
        Duration interval = schedule.interval();
        Duration expiry = schedule.options().expiresAfter();
        if (!isSpread(window) || !isSpread(jitter)) {
            return Optional.of("must have a window and a jitter of nothing, or of a millisecond to "
                    + JobOptions.LONGEST.toDays() + " days");
        }
        if (!window.isZero() && !jitter.isZero()) {
            return Optional.of("has both 'window' and 'jitter'; give one of them");
        }
        if (interval != null && window.compareTo(interval) > 0) {
            return Optional.of("has a window that is longer than its interval");
        }
        return when(expiry != null && expiry.compareTo(window.plus(jitter)) <= 0,
                "has jobs that may expire before their"
                        + " part of the window or the jitter is over; make 'expires-after' longer");
    }

    private static Optional<String> limits(ScheduleDefinition schedule) {
        Concurrency concurrency = schedule.options().concurrency();
        Rate rate = schedule.options().rate();
        Overlap overlap = schedule.overlap();
        if (concurrency != null && (overlap == Overlap.QUEUE_ONE || overlap == Overlap.CANCEL)) {
            return Optional.of("has the limit of its overlap policy, one job at a time; leave out 'concurrency', or"
                    + " choose overlap allow or skip");
        }
        Optional<String> wrong = concurrency == null
                ? Optional.empty()
                : wrongLimit("concurrency", concurrency.key(), concurrency.most());
        if (wrong.isPresent() || rate == null) {
            return wrong;
        }
        return wrongLimit("rate", rate.key(), rate.most()).or(() -> wrongSpan("rate", rate.per()))
                .or(() -> when(rate.per().compareTo(LONGEST_RATE) > 0, "must give 'rate' a 'per' of "
                        + LONGEST_RATE.toDays() + " days at most, since starts are counted for no longer"));
    }

    private static Optional<String> wrongLimit(String what, String key, int most) {
        return when(key.isBlank() || key.length() > KEY_CHARACTERS || most < 1,
                "must give '" + what + "' a key of 1 to " + KEY_CHARACTERS + " characters and 'most' of 1 at least");
    }

    private static Optional<String> wrongSpan(String what, @Nullable Duration span) {
        return when(span != null && !isSpan(span), "must give '" + what
                + "' one second at least and ten years at most");
    }

    /** Of what each job is given. */
    private static Optional<String> wrongTime(String what, @Nullable Duration span) {
        return when(span != null && (span.compareTo(SHORTEST) < 0 || span.compareTo(JobOptions.LONGEST) > 0),
                "must give '" + what + "' one second at least and " + JobOptions.LONGEST.toDays() + " days at most");
    }

    private static Optional<String> wrongMoment(String what, @Nullable LocalDateTime moment, ZoneId zone,
            int lastYear) {
        return when(moment != null && (isBefore(moment, zone, FIRST_YEAR) || !isBefore(moment, zone, lastYear + 1)),
                "must give '" + what + "' a time in the years " + FIRST_YEAR + " to " + lastYear + ", in UTC");
    }

    private static boolean isBefore(LocalDateTime moment, ZoneId zone, int year) {
        Instant begin = Year.of(year).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return moment.atZone(zone).toInstant().isBefore(begin);
    }

    private static boolean isSpread(Duration span) {
        return span.isZero() || span.compareTo(SHORTEST_SPREAD) >= 0 && span.compareTo(JobOptions.LONGEST) <= 0;
    }

    /** One second at least, ten years at most. */
    static boolean isSpan(Duration span) {
        return span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0;
    }

    private static Optional<String> when(boolean wrong, String sentence) {
        return wrong ? Optional.of(sentence) : Optional.empty();
    }
}
