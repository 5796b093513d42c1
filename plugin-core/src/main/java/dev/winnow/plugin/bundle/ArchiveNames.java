package dev.winnow.plugin.bundle;

import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Turns entries of one archive into paths below its folder, each taken once. */
final class ArchiveNames {
    private static final int KIND = 0xF000;
    private static final int FILE = 0x8000;
    private static final int FOLDER = 0x4000;
    private static final int LINK = 0xA000;

    private final SafeNames names = new SafeNames("entry", "the archive's folder");

    /**
     * An entry's path.
     *
     * @return empty for the archive's own folder
     * @throws ArchiveRefusedException for what must not be unpacked
     */
    String take(ZipFile zip, ZipArchiveEntry entry) throws ArchiveRefusedException {
        checkKind(zip, entry, SafeNames.shown(entry.getName()));
        return names.take(entry.getName(), entry.isDirectory());
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
}
