package dev.winnow.plugin.manifest;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Reads {@code schedules} from YAML files. */
public final class ProcessFileReader {
    /** The folder of such files in a plugin. */
    public static final String FOLDER = "processes";

    private static final Set<String> KEYS = Set.of("name", "job", "priority", "cron", "interval", "zone", "jitter",
            "arguments", "catch-up", "overlap", "window", "catch-up-within", "paused", "starts", "ends", "deadline",
            "expires-after", "concurrency", "rate");
    private static final int CRON_FIELDS = 6;

    private final DefinitionFiles<ScheduleDefinition> files = new DefinitionFiles<>("schedules",
            ProcessFileReader::schedule);

    /**
     * Reads one file's text.
     *
     * @param owner whom warnings are on: a plugin's name, or {@code source:<name>}
     * @param file how warnings name the file
     */
    public Definitions<ScheduleDefinition> read(String owner, String file, byte[] yaml) {
        return files.read(owner, file, yaml);
    }

    /** Reads one file, unless it is too large to be one; one that cannot be read is a warning, too. */
    public Definitions<ScheduleDefinition> readFile(String owner, String file, Path path) {
        return files.readFile(owner, path, file);
    }

    /**
     * Reads all {@code *.yaml} and {@code *.yml} files of a folder, by name; a missing folder has none.
     *
     * @param prefix before file names in warnings, for example {@code processes/}
     */
    public Definitions<ScheduleDefinition> readFolder(String owner, Path folder, String prefix) {
        return files.readFolder(owner, folder, prefix);
    }

    private static ScheduleDefinition schedule(Fields given, Complaints complaints) {
        String name = ExtensionName.checked(given, "name");
        Fields fields = new Fields(given.mapping(), "schedule '" + name + "'");
        fields.checkKeys(KEYS, complaints);
        Optional<String> cron = fields.text("cron").map(String::strip);
        Optional<Duration> interval = fields.duration("interval");
        if (cron.isPresent() == interval.isPresent()) {
            throw new MalformedException("schedule '" + name + "' must have either 'cron' or 'interval'",
                    fields.line());
        }
        cron.ifPresent(text -> checkCron(fields, text));
        if (interval.isPresent() && !ScheduleRules.isSpan(interval.get())) {
            throw new MalformedException(fields.what() + " " + ScheduleRules.WRONG_INTERVAL, fields.line("interval"));
        }
        ScheduleDefinition schedule = new ScheduleDefinition(name, ExtensionName.checked(fields, "job"),
                priority(fields), cron.orElse(null), interval.orElse(null), zone(fields),
                fields.duration("jitter").orElse(Duration.ZERO), fields.plainObject("arguments"),
                fields.choice("catch-up", CatchUp.class, CatchUp.FIRE_ONCE),
                fields.choice("overlap", Overlap.class, Overlap.SKIP), ScheduleOptionsReader.read(fields, complaints));
        ScheduleRules.broken(schedule).ifPresent(problem -> {
            throw new MalformedException(fields.what() + " " + problem, fields.line());
        });
        return schedule;
    }

    /** Only the number of fields; what reads cron expressions knows the rest. */
    private static void checkCron(Fields fields, String cron) {
        int count = cron.isEmpty() ? 0 : cron.split("\\s+", -1).length;
        if (count != CRON_FIELDS && !cron.startsWith("@")) {
            throw new MalformedException("the cron expression '" + cron + "' of " + fields.what() + " has " + count
                    + " fields instead of six, from second to day of week", fields.line("cron"));
        }
    }

    private static Priority priority(Fields fields) {
        return fields.choice("priority", Priority.class, Priority.P2);
    }

    private static ZoneId zone(Fields fields) {
        String zone = fields.text("zone").orElse("UTC");
        try {
            return ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            throw new MalformedException("the zone '" + zone + "' of " + fields.what() + " is not known; write it as "
                    + "Europe/Berlin or UTC", fields.line("zone"));
        }
    }
}
