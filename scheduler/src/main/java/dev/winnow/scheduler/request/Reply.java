package dev.winnow.scheduler.request;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a request.
 *
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param values as JSON has them; {@code message} is a sentence for people
 */
record Reply(String outcome, Map<String, Object> values) {
    static Reply done(String message) {
        return new Reply("done", Map.of("message", message));
    }

    static Reply refused(String message) {
        return new Reply("refused", Map.of("message", message));
    }

    static Reply failed(String message) {
        return new Reply("failed", Map.of("message", message));
    }

    Reply with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Reply(outcome, more);
    }
}
