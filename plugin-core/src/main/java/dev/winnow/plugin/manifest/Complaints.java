package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the warnings on one file. */
final class Complaints {
    private static final int MOST = 50;

    private final String owner;
    private final String file;
    private final List<PluginWarning> warnings = new ArrayList<>();

    /**
     * @param owner the plugin's name, or a source
     * @param file how warnings name the file
     */
    Complaints(String owner, String file) {
        this.owner = owner;
        this.file = file;
    }

    void add(WarningCode code, String message, String hint, int line) {
        if (warnings.size() < MOST) {
            warnings.add(PluginWarning.of(owner, null, code, file + ": " + message, hint).at(file, line));
        } else if (warnings.size() == MOST) {
            warnings.add(PluginWarning.of(owner, null, code,
                    file + ": more than " + MOST + " things in it are wrong; the rest is not listed",
                    "Correct those that are listed, and restart.").at(file, line));
        }
    }

    /** What is wrong is left out, the rest of the file counts. */
    void refused(MalformedException reason) {
        add(WarningCode.DEFINITION_REFUSED, reason.text() + "; it is left out", "Correct it there and restart.",
                reason.line());
    }

    void unknownKey(String what, String key, Collection<String> known, int line) {
        String meant = Nearest.to(key, known).map(nearest -> "Did you mean '" + nearest + "'?")
                .orElseGet(() -> "Known are " + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
        add(WarningCode.MANIFEST_UNKNOWN_KEY, what + " has the unknown key '" + key + "', which does nothing", meant,
                line);
    }

    List<PluginWarning> warnings() {
        return List.copyOf(warnings);
    }
}
