package dev.winnow.plugin.bundle;

/** How large a plugin may be. */
public final class Limits {
    public static final int MAX_FILES = 10_000;
    static final long MAX_FILE_BYTES = 256L * 1024 * 1024;
    public static final long MAX_TOTAL_BYTES = 1024L * 1024 * 1024;
    public static final int MAX_PATH_CHARS = 512;
    public static final int MAX_DEPTH = 64;

    private Limits() {
    }

    /** For people. */
    public static String mebibytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }
}
