package dev.winnow.plugin.source;

import dev.winnow.plugin.source.SourceScan.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the operators' folder from an empty mount in its place.
 *
 * @param file where it lies
 */
record MarkerFile(Path file) {
    private static final int MAX_BYTES = 4096;
    private static final Pattern INSTALLATION = Pattern.compile("(?m)^\\s*installation:\\s*(\\S+)\\s*$");

    /** @throws IOException if it is there and cannot be read */
    Marker read() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Marker.Blank();
            }
            Matcher matcher = INSTALLATION.matcher(Files.readString(file));
            return matcher.find() ? new Marker.Of(matcher.group(1)) : new Marker.Blank();
        } catch (NoSuchFileException e) {
            return new Marker.Missing();
        }
    }

    /** In one step: who reads it sees the old or the new one. */
    void write(String installation) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.writeString(temporary, """
                # This file tells Winnow that this is its plugins folder, so that an empty folder mounted here by
                # mistake is not taken for the removal of all plugins. Leave it here; rsync --delete wants
                # --exclude .winnow-plugins.
                installation: %s
                """.formatted(installation));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            IOException failure = new IOException("The marker " + file + " cannot be written by user '"
                    + System.getProperty("user.name", "unknown") + "': " + e
                    + ". Let this user write to the folder, or "
                    + "put an empty file of that name there", e);
            remove(temporary, failure);
            throw failure;
        }
    }

    private static void remove(Path temporary, IOException failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
