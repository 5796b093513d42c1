package dev.winnow.bench.support;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One figure, beside a reference of the same run.
 *
 * @param name what was measured; begins with the benchmark's name
 * @param value the figure
 * @param unit of the figure and the reference
 * @param reference what it is held against; null for none
 * @param referenceValue its figure; null for none
 * @param goal for the ratio of the two, or for the value where there is no reference; null for none
 */
public record Measure(String name, double value, String unit, @Nullable String reference,
        @Nullable Double referenceValue, @Nullable Goal goal) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A figure by itself. */
    public static Measure of(String name, double value, String unit) {
        return new Measure(name, value, unit, null, null, null);
    }

    /** The same, beside another one. */
    public Measure against(String what, double figure) {
        return new Measure(name, value, unit, what, figure, goal);
    }

    /** The same, with what is wanted. */
    public Measure atMost(double wanted) {
        return new Measure(name, value, unit, reference, referenceValue, new Goal(wanted, false));
    }

    /** The same, with what is wanted. */
    public Measure atLeast(double wanted) {
        return new Measure(name, value, unit, reference, referenceValue, new Goal(wanted, true));
    }

    /** The figure as a part of the reference. */
    @Nullable
    Double ratio() {
        return referenceValue == null || referenceValue == 0 ? null : value / referenceValue;
    }

    /** Whether the goal is met; null where there is none. */
    @Nullable
    Boolean met() {
        Double ratio = ratio();
        return goal == null ? null : goal.isMet(ratio == null ? value : ratio);
    }

    /** One line. */
    public String json() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("value", rounded(value));
        fields.put("unit", unit);
        fields.put("reference", reference);
        fields.put("reference_value", rounded(referenceValue));
        fields.put("ratio", rounded(ratio()));
        fields.put("goal", goal == null ? null : goal.bound());
        fields.put("met", met());
        return JSON.writeValueAsString(fields);
    }

    private static @Nullable Double rounded(@Nullable Double number) {
        return number == null ? null : Math.round(number * 1000) / 1000.0;
    }

    /**
     * What is wanted.
     *
     * @param bound the highest or the lowest number that will do
     * @param atLeast whether it is the lowest
     */
    public record Goal(double bound, boolean atLeast) {
        boolean isMet(double number) {
            return atLeast ? number >= bound : number <= bound;
        }
    }
}
