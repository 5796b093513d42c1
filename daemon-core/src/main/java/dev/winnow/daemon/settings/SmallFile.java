package dev.winnow.daemon.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds one secret. */
public final class SmallFile {
    private static final int LIMIT = 64 * 1024;

    private SmallFile() {
    }

    /**
     * The content as UTF-8 without the last line break.
     *
     * @throws IllegalArgumentException if it cannot be read or is larger than 64 KiB; the message names the file only
     */
    public static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IllegalArgumentException("the file " + file + " is larger than 64 KiB, which no secret is");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.length();
            if (end > 0 && text.charAt(end - 1) == '\n') {
                end--;
            }
            if (end > 0 && text.charAt(end - 1) == '\r') {
                end--;
            }
            return text.substring(0, end);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("the file " + file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(denied(file), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** By the user's number, which is all that a container and its host have in common. */
    static String denied(Path file) {
        String user;
        try {
            user = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noNumbersHere) {
            return "the file " + file + " cannot be read by user " + System.getProperty("user.name");
        }
        return "the file " + file + " cannot be read by user id " + user + ": give it to that user (chown " + user
                + ") or let all read it (chmod a+r); one that is mounted into a container, on the host";
    }
}
