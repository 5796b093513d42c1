package dev.winnow.plugin.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;

/** The digest of a plugin's whole content. */
public final class ContentDigest {
    private ContentDigest() {
    }

    /** Over paths, sizes and digests of the files, in any order: 64 hexadecimal digits. */
    public static String of(List<ContentFile> files) {
        MessageDigest digest = Sha256.start();
        files.stream().sorted(Comparator.comparing(ContentFile::path)).forEach(file -> {
            // A path has no line break, so no two contents give the same lines.
            String line = file.sha256() + ' ' + file.size() + ' ' + file.path() + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        });
        return Sha256.hex(digest);
    }
}
