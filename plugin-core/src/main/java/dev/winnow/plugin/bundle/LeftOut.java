package dev.winnow.plugin.bundle;

import java.util.Set;

/** Names in a plugin's folder that are no part of the plugin. */
final class LeftOut {
    private static final Set<String> NOISE = Set.of(".git", ".gitignore", ".gitattributes", ".gitkeep", ".gitmodules",
            ".github", ".svn", ".hg", ".hgignore", ".DS_Store", ".idea", ".vscode", ".editorconfig", ".pytest_cache",
            ".mypy_cache", ".ruff_cache", ".winnow-plugins", "__pycache__", "__MACOSX", "Thumbs.db", "desktop.ini");

    private LeftOut() {
    }

    /** What tools leave behind: nobody misses it. */
    static boolean isNoise(String name) {
        return NOISE.contains(name) || name.startsWith("._") || name.startsWith(".#") || name.endsWith("~")
                || name.endsWith(".pyc") || name.endsWith(".pyo") || name.endsWith(".swp") || name.endsWith(".swo")
                || name.length() > 1 && name.startsWith("#") && name.endsWith("#");
    }

    /** What somebody hid: left out as well, but it is said. */
    static boolean isHidden(String name) {
        return name.startsWith(".");
    }
}
