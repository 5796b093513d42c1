package dev.winnow.web.page.view;

/** A step of the way to a page; the link is relative to the context. */
public record Crumb(String label, String href) {
    /** The way to a page below Settings. */
    public static Crumb settings() {
        return new Crumb("Settings", "/settings");
    }
}
