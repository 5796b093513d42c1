package dev.winnow.web.service;

import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.plugin.RecordedWarning.Acknowledgement;
import dev.winnow.plugin.registry.PluginWarning;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, however many processes see it.
 *
 * @param id stable over occurrences, the same for all processes: 64 hexadecimal digits
 * @param warning what is wrong
 * @param seenBy the processes that see it, sorted by kind and host
 * @param acknowledgement null while nobody has seen it, or once that expired
 */
public record WarningSubject(String id, PluginWarning warning, List<RecordedWarning> seenBy,
        @Nullable Acknowledgement acknowledgement) {
    private static final Comparator<RecordedWarning> BY_PROCESS = Comparator
            .comparing(RecordedWarning::processKind).thenComparing(RecordedWarning::processHost)
            .thenComparing(RecordedWarning::scope);

    public WarningSubject {
        seenBy = seenBy.stream().sorted(BY_PROCESS).toList();
    }

    /** Warnings by what they say, in their order. */
    public static List<WarningSubject> of(Collection<RecordedWarning> recorded) {
        Map<String, List<RecordedWarning>> bySubject = recorded.stream().collect(Collectors.groupingBy(
                RecordedWarning::subject, LinkedHashMap::new, Collectors.toList()));
        return bySubject.values().stream().map(rows -> new WarningSubject(rows.getFirst().subject(),
                rows.getFirst().warning(), rows, rows.getFirst().acknowledgement())).toList();
    }

    /** Whether nobody has seen it yet. */
    public boolean isOpen() {
        return acknowledgement == null;
    }

    /** How often all processes together have seen it. */
    public int occurrences() {
        return seenBy.stream().mapToInt(RecordedWarning::occurrences).sum();
    }

    /** When the first of them saw it first. */
    public Instant firstSeen() {
        return seen(RecordedWarning::firstSeen).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** When the last of them saw it last. */
    public Instant lastSeen() {
        return seen(RecordedWarning::lastSeen).max(Comparator.naturalOrder()).orElseThrow();
    }

    private Stream<Instant> seen(Function<RecordedWarning, Instant> when) {
        return seenBy.stream().map(when);
    }
}
