package dev.winnow.plugin.manifest;

import org.semver4j.Semver;

/** The order of semantic versions. */
public final class Versions {
    private Versions() {
    }

    /** Whether a version comes before another; a text that is no version comes neither before nor after any. */
    public static boolean isLower(String version, String other) {
        Semver parsed = Semver.parse(version);
        Semver parsedOther = Semver.parse(other);
        return parsed != null && parsedOther != null && parsed.isLowerThan(parsedOther);
    }
}
