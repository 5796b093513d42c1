package dev.winnow.plugin.spi;

import java.util.Set;

/**
 * A part of the console that a plugin brings, run in a sandboxed frame.
 *
 * @param name unique within its kind over all plugins; {@code <plugin>.<id>}
 * @param kind where it appears
 * @param title what people read
 * @param entry the HTML file below the plugin's folder, for example {@code assets/index.html}
 * @param icon the name of one of the console's icons
 * @param roles who sees it: {@code viewer}, {@code operator}, {@code admin}
 */
public record FrontendModule(String name, Kind kind, String title, String entry, String icon,
        Set<String> roles) implements Extension {
    public FrontendModule {
        roles = Set.copyOf(roles);
    }

    /** Where it appears. */
    public enum Kind {
        /** A page of its own, in the rail. */
        PAGE,
        /** A card on the overview. */
        CARD,
        /** A tab on a resource. */
        TAB
    }
}
