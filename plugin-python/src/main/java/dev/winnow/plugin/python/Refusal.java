package dev.winnow.plugin.python;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in plain words what the interpreter refuses in its own. */
final class Refusal {
    private static final Map<String, String> WORDS = Map.of("Creating threads is not allowed",
            "plugins cannot start threads", "Process creation is not allowed", "plugins cannot start processes",
            "was excluded", "plugins have no network and no system calls");

    private Refusal() {
    }

    /** The plain words; null where this is no refusal. */
    static @Nullable String of(String message) {
        for (Map.Entry<String, String> entry : WORDS.entrySet()) {
            if (message.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }
}
