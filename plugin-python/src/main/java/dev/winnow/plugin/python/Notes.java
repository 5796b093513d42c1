package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes warnings of what the Python half notes on a plugin: the use of deprecated members, gaps. */
final class Notes {
    private static final List<WarningCode> TAKEN = List.of(WarningCode.DEPRECATED_API, WarningCode.MIGRATION_GAP);
    private static final int LONGEST = 2_000;

    private final MaterialisedPlugin plugin;

    Notes(MaterialisedPlugin plugin) {
        this.plugin = plugin;
    }

    /**
     * The warning that a note is.
     *
     * @throws IllegalArgumentException for a code that is not the Python half's to give
     */
    PluginWarning read(JsonNode note) {
        String code = note.path("code").asString("");
        for (WarningCode known : TAKEN) {
            if (known.code().equals(code)) {
                return PluginWarning.of(plugin.name(), plugin.digest(), known,
                        "Plugin '" + plugin.name() + "': " + cut(note.path("message").asString("")),
                        cut(note.path("hint").asString("")))
                        .at(note.path("file").asString(null), note.path("line").asInt(0));
            }
        }
        throw new IllegalArgumentException("no such warning: '" + code + "'");
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
