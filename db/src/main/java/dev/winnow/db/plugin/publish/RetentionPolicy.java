package dev.winnow.db.plugin.publish;

import dev.winnow.db.plugin.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which generations are kept.
 *
 * @param latest so many of the latest ones, at least one
 * @param age and all that are younger
 */
public record RetentionPolicy(int latest, Duration age) {
    /** 20, and all of the last 14 days. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(20, Duration.ofDays(14));

    private static final String ROLLBACK = "rollback";

    public RetentionPolicy {
        if (latest < 1 || age.isNegative()) {
            throw new IllegalArgumentException("the current generation is always kept: " + latest + ", " + age);
        }
    }

    /**
     * Those to go, oldest first.
     *
     * @param all newest first
     * @param inUse those that processes run or jobs wait for
     */
    List<Long> outlived(List<Generation> all, Set<Long> inUse, Instant now) {
        Set<Long> kept = new HashSet<>(inUse);
        all.stream().limit(latest).forEach(generation -> kept.add(generation.id()));
        all.stream().filter(generation -> generation.createdAt().isAfter(now.minus(age)))
                .forEach(generation -> kept.add(generation.id()));
        keepWhatWasRolledBackFrom(all, kept);
        all.stream().filter(generation -> kept.contains(generation.id())).map(Generation::rolledBackTo)
                .forEach(named -> {
                    if (named != null) {
                        kept.add(named);
                    }
                });
        return all.reversed().stream().map(Generation::id).filter(id -> !kept.contains(id)).toList();
    }

    /** After a rollback a start holds the sources against what was rolled back from. */
    private static void keepWhatWasRolledBackFrom(List<Generation> all, Set<Long> kept) {
        for (Generation generation : all) {
            kept.add(generation.id());
            if (!generation.reason().equals(ROLLBACK)) {
                return;
            }
        }
    }
}
