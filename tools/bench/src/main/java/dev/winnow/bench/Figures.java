package dev.winnow.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Several measurements of the same thing. */
final class Figures {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    void addAll(Collection<Double> more) {
        values.addAll(more);
    }

    /** The middle one. */
    double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
