package dev.winnow.plugin.bundle;

import java.util.Set;

/** Names in plugin folders that are no part of a plugin. */
public final class LeftOut {
    private static final Set<String> NOISE = Set.of(".git", ".gitignore", ".gitattributes", ".gitkeep", ".gitmodules",
            ".github", ".svn", ".hg", ".hgignore", ".DS_Store", ".idea", ".vscode", ".editorconfig", ".pytest_cache",
            ".mypy_cache", ".ruff_cache", ".winnow-plugins", "__pycache__", "__MACOSX", "Thumbs.db", "desktop.ini");

    private LeftOut() {
    }

    /** What tools leave behind of themselves: nobody misses it. */
    public static boolean isNoise(String name) {
        return NOISE.contains(name) || name.startsWith("._") || name.endsWith(".pyc") || name.endsWith(".pyo");
    }

    /** What somebody hid, or an editor's copy of somebody's work: left out as well, but it is said. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.endsWith("~") || name.endsWith(".swp") || name.endsWith(".swo")
                || name.length() > 1 && name.startsWith("#") && name.endsWith("#");
    }
}
