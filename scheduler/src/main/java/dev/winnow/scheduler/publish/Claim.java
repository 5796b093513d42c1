package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.source.SourceScan.Place;
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
    private static final int MAX_LOCATION = 1024;

    /** All of a source. */
    static List<Claim> of(Judgement judgement) {
        Finding finding = judgement.finding();
        List<Claim> claims = new ArrayList<>();
        if (finding instanceof Finding.Read read) {
            for (PluginContent content : read.scan().plugins()) {
                claims.add(new Claim(content.name(), finding.name(), location(read, content), content, null));
            }
            for (String broken : read.scan().broken()) {
                claims.add(new Claim(broken, finding.name(), brokenLocation(read, broken), null, null));
            }
        }
        for (PublishedPlugin kept : judgement.kept()) {
            claims.add(new Claim(kept.name(), finding.name(), kept.sourceLocation(), null, kept));
        }
        return claims;
    }

    private static String location(Finding.Read read, PluginContent content) {
        return bounded(read.scan().location(content.name()).orElse(read.location()));
    }

    /** Where the broken thing lies, as far as it goes by its own name; one that was published tells by its last entry. */
    private static String brokenLocation(Finding.Read read, String name) {
        return bounded(read.scan().places().stream().filter(place -> place.plugin().equals(name)).map(Place::location)
                .findFirst().orElse(read.location()));
    }

    private static String bounded(String location) {
        return location.length() <= MAX_LOCATION ? location : location.substring(0, MAX_LOCATION);
    }

    boolean isBroken() {
        return content == null && kept == null;
    }

    /** The last good version; it keeps the place by which what is broken there is known to be this plugin. */
    PluginEntry stale(PublishedPlugin last, String digest) {
        String place = last.source().equals(source) ? last.sourceLocation() : location;
        return new PluginEntry(name, digest, PublishedPlugin.State.STALE, source, place);
    }

    PluginEntry entry(@Nullable String digest, PublishedPlugin.State state) {
        return new PluginEntry(name, digest, state, source, location);
    }
}
