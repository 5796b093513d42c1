package dev.winnow.plugin.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of a finished job.
 *
 * @param values as JSON has them; 64 KiB at most when written
 */
public record JobResult(Map<String, Object> values) {
    /** Nothing to keep. */
    public static final JobResult NONE = new JobResult(Map.of());

    public JobResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One value. */
    public static JobResult of(String name, Object value) {
        return new JobResult(Map.of(name, value));
    }

    /** The same with one more value. */
    public JobResult with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new JobResult(more);
    }
}
