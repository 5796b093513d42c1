package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One source's claim to a plugin's name: by whole content, by what it published before, or, with neither, by something
 * broken.
 */
record Claim(String name, String source, String location, @Nullable PluginContent content,
        @Nullable PublishedPlugin kept) {
    /** All of a source. */
    static List<Claim> of(Judgement judgement) {
        Finding finding = judgement.finding();
        List<Claim> claims = new ArrayList<>();
        if (finding instanceof Finding.Read read) {
            for (PluginContent content : read.scan().plugins()) {
                claims.add(new Claim(content.name(), finding.name(), location(finding, content), content, null));
            }
            for (String broken : read.scan().broken()) {
                claims.add(new Claim(broken, finding.name(), finding.location(), null, null));
            }
        }
        for (PublishedPlugin kept : judgement.kept()) {
            claims.add(new Claim(kept.name(), finding.name(), kept.sourceLocation(), null, kept));
        }
        return claims;
    }

    /** A plugin that lies in the source's folder is where it lies; an unpacked one is at the source. */
    private static String location(Finding finding, PluginContent content) {
        String folder = content.folder().toString();
        return folder.startsWith(finding.location() + "/") ? folder : finding.location();
    }

    boolean isBroken() {
        return content == null && kept == null;
    }

    PluginEntry entry(@Nullable String digest, PublishedPlugin.State state) {
        return new PluginEntry(name, digest, state, source, location);
    }
}
