package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many jobs there are of each type.
 *
 * @param types by name
 * @param whole whether these are all; else only so many were looked at
 */
public record Census(Map<String, Integer> types, boolean whole) {
    private static final int SHOWN = 4;
    /** Nobody. */
    public static final Census NONE = new Census(Map.of(), true);

    /** Of rows read with one more than the limit. */
    static Census of(List<JobRow> oneMore, int limit) {
        Map<String, Integer> types = new TreeMap<>();
        oneMore.stream().limit(limit).forEach(row -> types.merge(row.type(), 1, Integer::sum));
        return new Census(types, oneMore.size() <= limit);
    }

    boolean isEmpty() {
        return types.isEmpty();
    }

    int total() {
        return types.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@code 9 harvest.region, 3 compliance.insight}: the most frequent first. */
    String words() {
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(types.entrySet());
        sorted.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        String shown = String.join(", ", sorted.stream().limit(SHOWN).map(entry -> entry.getValue() + " "
                + entry.getKey()).toList());
        return sorted.size() > SHOWN ? shown + " and " + (sorted.size() - SHOWN) + " more types" : shown;
    }
}
