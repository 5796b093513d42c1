package dev.winnow.plugin.manifest;

import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.JobOptions.Rate;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what else a schedule says. */
final class ScheduleOptionsReader {
    private ScheduleOptionsReader() {
    }

    static ScheduleOptions read(Fields fields, Complaints complaints) {
        return new ScheduleOptions(fields.duration("window").orElse(Duration.ZERO),
                fields.duration("catch-up-within").orElse(null), fields.isOn("paused"), moment(fields, "starts"),
                moment(fields, "ends"), fields.duration("deadline").orElse(null),
                fields.duration("expires-after").orElse(null), concurrency(fields, complaints),
                rate(fields, complaints));
    }

    private static @Nullable Concurrency concurrency(Fields fields, Complaints complaints) {
        if (fields.find("concurrency").isEmpty()) {
            return null;
        }
        Fields limit = limit(fields, "concurrency", Set.of("key", "most"), complaints);
        return new Concurrency(limit.requiredText("key"), most(limit));
    }

    private static @Nullable Rate rate(Fields fields, Complaints complaints) {
        if (fields.find("rate").isEmpty()) {
            return null;
        }
        Fields limit = limit(fields, "rate", Set.of("key", "most", "per"), complaints);
        return new Rate(limit.requiredText("key"), most(limit), limit.duration("per").orElseThrow(
                () -> new MalformedException(limit.what() + " has no 'per', such as 1m", limit.line())));
    }

    private static Fields limit(Fields fields, String key, Set<String> keys, Complaints complaints) {
        Fields limit = new Fields(fields.object(key).mapping(), "'" + key + "' of " + fields.what());
        limit.checkKeys(keys, complaints);
        return limit;
    }

    private static int most(Fields limit) {
        String text = limit.requiredText("most");
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new MalformedException("'most' of " + limit.what() + " must be a number, not '" + text + "'",
                    limit.line("most"));
        }
    }

    private static @Nullable LocalDateTime moment(Fields fields, String key) {
        String text = fields.text(key).map(String::strip).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return text.length() <= "2026-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            throw new MalformedException("'" + key + "' of " + fields.what() + " is '" + text + "', but must be a date"
                    + " or a time of the schedule's zone: 2026-01-31 or 2026-01-31T06:30", fields.line(key));
        }
    }
}
