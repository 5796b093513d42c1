package dev.winnow.scheduler.discovery;

import dev.winnow.plugin.source.SourceScan.Marker;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that {@link RemovalGuard} decides by.
 *
 * @param readable whether the source could be read
 * @param usesMarker whether it is a folder that may be emptied or not mounted
 * @param marker what its marker says; of no meaning where it could not be read
 * @param installation this installation's id
 * @param present names of plugins that are there, broken ones too
 * @param published names of plugins that are published from it
 * @param markerSeen whether a marker was ever seen there
 * @param confirmed whether the operator confirmed the removal of what is published
 */
public record Sighting(boolean readable, boolean usesMarker, Marker marker, String installation, Set<String> present,
        Set<String> published, boolean markerSeen, boolean confirmed) {
    public Sighting {
        present = Set.copyOf(present);
        published = Set.copyOf(published);
    }

    /** What one look at a source gave, held against what is published from it. */
    static Sighting of(Finding finding, String installation, Set<String> published, boolean markerSeen,
            boolean confirmed) {
        return switch (finding) {
            case Finding.Unreachable gone -> new Sighting(false, gone.at().usesMarker(), new Marker.NotUsed(),
                    installation, Set.of(), published, markerSeen, confirmed);
            case Finding.Read read -> new Sighting(true, read.at().usesMarker(), read.scan().marker(), installation,
                    Names.present(read.scan()), published, markerSeen, confirmed);
        };
    }

    /** Whether the marker is this installation's, or one as shipped. */
    boolean markerIsOurs() {
        return switch (marker) {
            case Marker.Blank blank -> true;
            case Marker.Of of -> of.installation().equals(installation);
            case Marker.Missing missing -> false;
            case Marker.NotUsed unused -> false;
            case Marker.NoPlace none -> false;
        };
    }

    /** The name in another installation's marker; null where there is none. */
    @Nullable
    String otherInstallation() {
        return marker instanceof Marker.Of(String other) && !other.equals(installation) ? other : null;
    }
}
