package dev.winnow.plugin.bundle;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Turns entries of one archive into paths below its folder, each taken once. */
final class ArchiveNames {
    private static final int KIND = 0xF000;
    private static final int FILE = 0x8000;
    private static final int FOLDER = 0x4000;
    private static final int LINK = 0xA000;
    private static final int MAX_NAME_BYTES = 255;

    /** Folded path to whether it is a folder. */
    private final Map<String, Boolean> taken = new HashMap<>();

    /**
     * An entry's path.
     *
     * @return empty for the archive's own folder
     * @throws ArchiveRefusedException for what must not be unpacked
     */
    String take(ZipFile zip, ZipArchiveEntry entry) throws ArchiveRefusedException {
        String name = entry.getName();
        checkKind(zip, entry, shown(name));
        List<String> parts = parts(name);
        String path = String.join("/", parts);
        if (path.length() > Limits.MAX_PATH_CHARS) {
            throw new ArchiveRefusedException("the path of its entry '" + shown(name).substring(0, 80)
                    + "...' is longer than " + Limits.MAX_PATH_CHARS + " characters");
        }
        if (parts.stream().anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES)) {
            throw new ArchiveRefusedException("its entry '" + path + "' has a name longer than " + MAX_NAME_BYTES
                    + " bytes, which no disk can keep");
        }
        if (parts.size() > Limits.MAX_DEPTH) {
            throw new ArchiveRefusedException("its entry '" + path + "' lies deeper than " + Limits.MAX_DEPTH
                    + " folders");
        }
        claim(parts, entry.isDirectory());
        return path;
    }

    private static void checkKind(ZipFile zip, ZipArchiveEntry entry, String name) throws ArchiveRefusedException {
        int kind = entry.getUnixMode() & KIND;
        if (kind == LINK) {
            throw new ArchiveRefusedException("its entry '" + name + "' is a link");
        }
        if (kind != 0 && kind != FILE && kind != FOLDER) {
            throw new ArchiveRefusedException("its entry '" + name + "' is neither a file nor a folder");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new ArchiveRefusedException("its entry '" + name + "' is encrypted");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED
                || !zip.canReadEntryData(entry)) {
            throw new ArchiveRefusedException("its entry '" + name + "' is packed by method " + entry.getMethod()
                    + ", where only 'deflate' and 'store' are known; pack it again");
        }
    }

    private static List<String> parts(String name) throws ArchiveRefusedException {
        boolean drive = name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0));
        if (name.startsWith("/") || name.startsWith("\\") || drive) {
            throw new ArchiveRefusedException("its entry '" + shown(name) + "' has an absolute path");
        }
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD')) {
            throw new ArchiveRefusedException("the name of its entry '" + shown(name)
                    + "' has a backslash, a control character or one that is not UTF-8");
        }
        List<String> parts = new ArrayList<>();
        for (String part : Normalizer.normalize(name, Normalizer.Form.NFC).split("/", -1)) {
            if (part.equals("..")) {
                throw new ArchiveRefusedException("its entry '" + name + "' leaves the archive's folder");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** A folder may be named often, a file once, and nothing may be both; case does not tell two apart. */
    private void claim(List<String> parts, boolean folder) throws ArchiveRefusedException {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            path.append(i == 0 ? "" : "/").append(parts.get(i).toLowerCase(Locale.ROOT));
            boolean isFolder = folder || i < parts.size() - 1;
            Boolean before = taken.putIfAbsent(path.toString(), isFolder);
            if (before != null && !(before && isFolder)) {
                throw new ArchiveRefusedException("its entry '" + String.join("/", parts)
                        + "' is there twice, or differs from another only in case");
            }
        }
    }

    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 600 ? printable : printable.substring(0, 600);
    }
}
