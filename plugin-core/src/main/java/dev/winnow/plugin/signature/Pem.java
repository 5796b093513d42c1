package dev.winnow.plugin.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file.
 *
 * @param type what stands after BEGIN
 * @param der the bytes in it
 */
record Pem(String type, byte[] der) {
    static final String PUBLIC = "PUBLIC KEY";
    static final String PRIVATE = "PRIVATE KEY";

    private static final int MAX_BYTES = 64 * 1024;
    private static final int LINE = 64;
    private static final Pattern BLOCK = Pattern
            .compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");

    /**
     * All blocks of a file.
     *
     * @throws KeyException if there is none, or one cannot be read; the message names the file
     */
    static List<Pem> read(Path file) throws KeyException {
        Matcher matcher = BLOCK.matcher(text(file));
        List<Pem> blocks = new ArrayList<>();
        while (matcher.find()) {
            try {
                blocks.add(new Pem(matcher.group(1), Base64.getDecoder().decode(
                        matcher.group(2).replaceAll("\\s+", ""))));
            } catch (IllegalArgumentException e) {
                throw new KeyException("The key file " + file + " is damaged: what it holds is not Base64", e);
            }
        }
        if (blocks.isEmpty()) {
            throw new KeyException("The file " + file + " holds no key: there is no line '-----BEGIN ...-----' in it");
        }
        return blocks;
    }

    private static String text(Path file) throws KeyException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new KeyException("The file " + file + " is larger than " + MAX_BYTES / 1024
                        + " KiB and so no key file");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (KeyException e) {
            throw e;
        } catch (IOException e) {
            throw new KeyException("The key file " + file + " cannot be read by user '"
                    + System.getProperty("user.name", "unknown") + "': " + e, e);
        }
    }

    String text() {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }
}
