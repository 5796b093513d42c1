package dev.winnow.db.plugin.publish;

import dev.winnow.db.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells whether two sets of plugins are the same: over each one's name, state, digest and source, in any order. */
public final class ContentDigest {
    private ContentDigest() {
    }

    /** 64 hexadecimal digits; equals {@link dev.winnow.db.plugin.Generation#contentDigest()} of a generation of these. */
    public static String of(List<PluginEntry> plugins) {
        List<String> parts = new ArrayList<>();
        plugins.stream().sorted(Comparator.comparing(PluginEntry::name)).forEach(plugin -> parts.addAll(
                List.of(plugin.name(), plugin.state().name(), String.valueOf(plugin.digest()), plugin.source())));
        return Texts.sha256(parts);
    }
}
