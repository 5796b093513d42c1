package dev.winnow.cli.plugins;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A warning for people. */
final class WarningText {
    static final int SHORT_ID = 12;

    private WarningText() {
    }

    static void print(JsonNode warning, PrintWriter out) {
        String id = warning.path("id").asString();
        out.println(head(warning) + "  [" + id.substring(0, Math.min(SHORT_ID, id.length())) + "]");
        out.println("  " + warning.path("message").asString().replace("\n", "\n  "));
        hint(warning).ifPresent(hint -> out.println("  What to do: " + hint));
        out.println("  Seen " + times(warning.path("occurrences").asInt()) + ", first "
                + warning.path("firstSeen").asString() + ", last " + warning.path("lastSeen").asString() + ", by "
                + warning.path("processes").valueStream()
                        .map(seen -> seen.path("kind").asString() + " on " + seen.path("host").asString()).distinct()
                        .collect(Collectors.joining(", ")));
        text(warning, "acknowledgedBy").ifPresent(by -> out.println("  Acknowledged by " + by
                + text(warning, "acknowledgedUntil").map(until -> " until " + until).orElse(" for good")
                + text(warning, "acknowledgedNote").map(note -> ": " + note).orElse("")));
        out.println();
    }

    /** Code, plugin and place in a line. */
    static String head(JsonNode warning) {
        String line = warning.path("line").asInt(0) > 0 ? ":" + warning.path("line").asInt() : "";
        return warning.path("code").asString() + "  " + warning.path("plugin").asString()
                + text(warning, "file").map(file -> "  " + file + line).orElse("");
    }

    static Optional<String> hint(JsonNode warning) {
        return text(warning, "hint");
    }

    private static Optional<String> text(JsonNode warning, String name) {
        JsonNode value = warning.path(name);
        return value.isMissingNode() || value.isNull() || value.asString().isBlank()
                ? Optional.empty()
                : Optional.of(value.asString());
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
