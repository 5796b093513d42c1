package dev.winnow.plugin.bundle;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns names that nobody vouches for into paths below one folder, each taken once. */
public final class SafeNames {
    private static final int MAX_NAME_BYTES = 255;

    private final String thing;
    private final String folder;
    /** Folded path to whether it is a folder. */
    private final Map<String, Boolean> taken = new HashMap<>();

    /**
     * @param thing how errors call what has the name, for example {@code entry}
     * @param folder how they call the folder, for example {@code the archive's folder}
     */
    public SafeNames(String thing, String folder) {
        this.thing = thing;
        this.folder = folder;
    }

    /**
     * The path that a name stands for, with {@code /} between its parts, normalised.
     *
     * @param isFolder whether it names a folder, which may be named often
     * @return empty for the folder that all are below
     * @throws ArchiveRefusedException for a name that leaves the folder, is taken, or cannot be a file's everywhere
     */
    public String take(String name, boolean isFolder) throws ArchiveRefusedException {
        List<String> parts = parts(name);
        String path = String.join("/", parts);
        if (path.length() > Limits.MAX_PATH_CHARS) {
            throw new ArchiveRefusedException("the path of its " + thing + " '" + shown(name).substring(0, 80)
                    + "...' is longer than " + Limits.MAX_PATH_CHARS + " characters");
        }
        if (parts.stream().anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES)) {
            throw new ArchiveRefusedException(
                    "its " + thing + " '" + path + "' has a name longer than " + MAX_NAME_BYTES
                            + " bytes, which no disk can keep");
        }
        if (parts.size() > Limits.MAX_DEPTH) {
            throw new ArchiveRefusedException("its " + thing + " '" + path + "' lies deeper than " + Limits.MAX_DEPTH
                    + " folders");
        }
        claim(parts, isFolder);
        return path;
    }

    private List<String> parts(String name) throws ArchiveRefusedException {
        boolean drive = name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0));
        if (name.startsWith("/") || name.startsWith("\\") || drive) {
            throw new ArchiveRefusedException("its " + thing + " '" + shown(name) + "' has an absolute path");
        }
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD')) {
            throw new ArchiveRefusedException("the name of its " + thing + " '" + shown(name)
                    + "' has a backslash, a control character or one that is not UTF-8");
        }
        List<String> parts = new ArrayList<>();
        for (String part : Normalizer.normalize(name, Normalizer.Form.NFC).split("/", -1)) {
            if (part.equals("..")) {
                throw new ArchiveRefusedException("its " + thing + " '" + shown(name) + "' leaves " + folder);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** A folder may be named often, a file once, and nothing may be both; case does not tell two apart. */
    private void claim(List<String> parts, boolean asFolder) throws ArchiveRefusedException {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            path.append(i == 0 ? "" : "/").append(parts.get(i).toLowerCase(Locale.ROOT));
            boolean isFolder = asFolder || i < parts.size() - 1;
            Boolean before = taken.putIfAbsent(path.toString(), isFolder);
            if (before != null && !(before && isFolder)) {
                throw new ArchiveRefusedException("its " + thing + " '" + String.join("/", parts)
                        + "' is there twice, or differs from another only in case");
            }
        }
    }

    /** For people: printable, and not endless. */
    static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 600 ? printable : printable.substring(0, 600);
    }
}
