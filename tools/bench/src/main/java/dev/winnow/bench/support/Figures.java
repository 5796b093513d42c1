package dev.winnow.bench.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Several measurements of the same thing. */
public final class Figures {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public void addAll(Collection<Double> more) {
        values.addAll(more);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The middle one. */
    public double median() {
        return quantile(0.5);
    }

    /** The one that this part of all does not exceed, such as 0.99. */
    public double quantile(double part) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * part)));
    }
}
