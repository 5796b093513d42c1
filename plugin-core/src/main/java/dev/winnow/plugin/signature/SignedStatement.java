package dev.winnow.plugin.signature;

import dev.winnow.plugin.bundle.ContentFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a signer says of a plugin: these files, with these digests, are this version of it.
 *
 * @param plugin the plugin's name
 * @param version the plugin's version
 * @param key whose statement it is
 * @param files all of the plugin's files but {@code plugin.sig}, sorted by path as UTF-8 bytes
 */
public record SignedStatement(String plugin, String version, VerifyKey key, List<ContentFile> files) {
    static final String FORMAT = "winnow-plugin-signature";
    static final int FORMAT_VERSION = 1;

    private static final Comparator<ContentFile> BY_PATH = Comparator.comparing(
            file -> file.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    public SignedStatement {
        files = files.stream().filter(file -> !file.path().equals(PluginSignature.FILE_NAME)).sorted(BY_PATH).toList();
    }

    /** The bytes that are signed. Neither a name nor a path has a line break, so no two statements are the same text. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        text.append(FORMAT).append(' ').append(FORMAT_VERSION).append('\n');
        text.append("plugin ").append(plugin).append('\n');
        text.append("version ").append(version).append('\n');
        text.append("key ").append(key.id()).append(' ').append(key.base64()).append('\n');
        for (ContentFile file : files) {
            text.append("file ").append(file.sha256()).append(' ').append(file.size()).append(' ')
                    .append(file.path()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
