package dev.winnow.scheduler.publish;

import java.util.Comparator;

/**
 * Something that a plugin registers.
 *
 * @param kind in an operator's words: {@code filter}, {@code job handler}, {@code schedule}, ...
 * @param name unique within its kind
 */
public record PlannedExtension(String kind, String name) implements Comparable<PlannedExtension> {
    private static final Comparator<PlannedExtension> ORDER = Comparator.comparing(PlannedExtension::kind)
            .thenComparing(PlannedExtension::name);

    @Override
    public int compareTo(PlannedExtension other) {
        return ORDER.compare(this, other);
    }
}
