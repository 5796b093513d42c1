package dev.winnow.plugin.python;

import dev.winnow.plugin.manifest.ScheduleRules;
import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.JobOptions.Rate;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes schedules of what {@code winnow.schedules} registered. */
final class Schedules {
    private Schedules() {
    }

    /** @throws IllegalArgumentException or {@link java.time.DateTimeException} naming what is wrong with it */
    static ScheduleDefinition read(String name, JsonNode definition) {
        ScheduleDefinition schedule = new ScheduleDefinition(name, definition.path("job").asString(""),
                Priority.ofCode(definition.path("priority").asString("")), text(definition, "cron"),
                duration(definition, "interval"), ZoneId.of(definition.path("zone").asString("")),
                Objects.requireNonNullElse(duration(definition, "jitter"), Duration.ZERO),
                Json.values(definition.path("arguments")),
                Extensions.oneOf(ScheduleDefinition.CatchUp.class, definition.path("catch_up").asString("")),
                Extensions.oneOf(ScheduleDefinition.Overlap.class, definition.path("overlap").asString("")),
                options(definition));
        ScheduleRules.broken(schedule).ifPresent(problem -> {
            throw new IllegalArgumentException("it " + problem);
        });
        return schedule;
    }

    private static ScheduleOptions options(JsonNode definition) {
        return new ScheduleOptions(Objects.requireNonNullElse(duration(definition, "window"), Duration.ZERO),
                duration(definition, "catch_up_within"), definition.path("paused").asBoolean(false),
                moment(definition, "starts"), moment(definition, "ends"), duration(definition, "deadline"),
                duration(definition, "expires_after"), concurrency(definition.path("concurrency")),
                rate(definition.path("rate")));
    }

    private static @Nullable Concurrency concurrency(JsonNode limit) {
        return limit.isObject()
                ? new Concurrency(limit.path("key").asString(""), limit.path("most").asInt(0))
                : null;
    }

    private static @Nullable Rate rate(JsonNode limit) {
        return limit.isObject()
                ? new Rate(limit.path("key").asString(""), limit.path("most").asInt(0),
                        Objects.requireNonNullElse(duration(limit, "per"), Duration.ZERO))
                : null;
    }

    private static @Nullable LocalDateTime moment(JsonNode node, String key) {
        String text = text(node, key);
        if (text == null) {
            return null;
        }
        return text.length() <= "2026-01-31".length()
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static @Nullable Duration duration(JsonNode node, String key) {
        String text = text(node, key);
        return text == null ? null : Durations.parse(text);
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.path(key).asString(null);
    }
}
