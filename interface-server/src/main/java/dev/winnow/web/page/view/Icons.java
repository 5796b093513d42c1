package dev.winnow.web.page.view;

import java.util.Set;

/** The names of the drawings in {@code icons.svg}; a test holds the two together. */
public final class Icons {
    /** All of them. */
    public static final Set<String> NAMES = Set.of("winnow", "overview", "jobs", "schedules", "resources", "insights",
            "workers", "settings", "puzzle", "search", "user", "menu", "dots", "close", "chevron", "done", "running",
            "queued", "failed", "dead", "cancelled", "retrying", "alert", "hazard", "info", "pause", "play", "stop",
            "plus", "copy", "cloud", "key", "people", "audit", "ban", "shield", "chart", "page", "tag", "sign-out",
            "external");

    private Icons() {
    }

    /** The name if there is such a drawing, else another. */
    public static String orDefault(String name, String otherwise) {
        return NAMES.contains(name) ? name : otherwise;
    }
}
