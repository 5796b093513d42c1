package dev.winnow.plugin.manifest;

import java.util.List;

/** Paths below a plugin's folder that somebody wrote. */
public final class RelativePath {
    private RelativePath() {
    }

    /** Whether it names something below the folder, on every system. */
    public static boolean isSafe(String path) {
        return !path.isBlank() && path.length() <= 512 && path.indexOf('\\') < 0 && !hasDrive(path)
                && path.chars().noneMatch(Character::isISOControl)
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static boolean hasDrive(String path) {
        return path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
    }
}
