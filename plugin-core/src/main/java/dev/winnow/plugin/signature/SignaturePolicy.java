package dev.winnow.plugin.signature;

import java.util.Locale;

/** What an installation makes of signatures. */
public enum SignaturePolicy {
    /** They are not looked at. */
    OFF,
    /** What is wrong is said, and the plugin is used all the same. */
    WARN,
    /** Only what a trusted key has signed is published and loaded. */
    REQUIRE;

    /**
     * By its name in a setting.
     *
     * @throws IllegalArgumentException for any other
     */
    public static SignaturePolicy of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As settings and sentences have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
