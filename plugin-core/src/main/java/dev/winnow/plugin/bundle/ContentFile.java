package dev.winnow.plugin.bundle;

/**
 * One file of a plugin.
 *
 * @param path below the plugin's folder, with {@code /} between names; normalised
 * @param sha256 of its bytes, 64 hexadecimal digits
 * @param size in bytes
 */
public record ContentFile(String path, String sha256, long size) {
}
