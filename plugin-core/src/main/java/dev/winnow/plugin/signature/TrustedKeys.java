package dev.winnow.plugin.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The keys whose signatures count on this host.
 *
 * @param files the file that brought a key, by the key's id
 * @param problems what is wrong with the folder or files in it, as sentences
 */
public record TrustedKeys(Map<String, Path> files, List<String> problems) {
    /** No key, and nobody asked for one. */
    public static final TrustedKeys NONE = new TrustedKeys(Map.of(), List.of());

    private static final int MAX_FILES = 1_000;

    public TrustedKeys {
        files = Map.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** The public keys in a folder's {@code *.pem} and {@code *.pub} files. A file that is none is a problem, no error. */
    public static TrustedKeys read(Path folder) {
        Map<String, Path> files = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : list(folder, problems)) {
            try {
                for (Pem pem : Pem.read(file)) {
                    files.putIfAbsent(key(file, pem).id(), file);
                }
            } catch (KeyException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (files.isEmpty() && problems.isEmpty()) {
            problems.add("The folder of trusted keys " + folder + " holds no public key (*.pem or *.pub)");
        }
        return new TrustedKeys(files, problems);
    }

    /** Whether a key is one of them. */
    public boolean holds(VerifyKey key) {
        return files.containsKey(key.id());
    }

    private static VerifyKey key(Path file, Pem pem) throws KeyException {
        if (!pem.type().equals(Pem.PUBLIC)) {
            throw new KeyException("The file " + file + " among the trusted keys holds a '" + pem.type()
                    + "', where a PUBLIC KEY is expected" + (pem.type().contains("PRIVATE")
                            ? "; a private key has no place on a host that only verifies, so take it away"
                            : ""));
        }
        try {
            return VerifyKey.ofDer(pem.der());
        } catch (KeyException e) {
            throw new KeyException("The file " + file + " among the trusted keys is not used: " + e.getMessage(), e);
        }
    }

    private static List<Path> list(Path folder, List<String> problems) {
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> keys = children.filter(TrustedKeys::isKeyFile).sorted().limit(MAX_FILES + 1L).toList();
            if (keys.size() > MAX_FILES) {
                problems.add("The folder of trusted keys " + folder + " holds more than " + MAX_FILES
                        + " keys; the others do not count");
            }
            return keys.subList(0, Math.min(keys.size(), MAX_FILES));
        } catch (NoSuchFileException e) {
            problems.add("The folder of trusted keys " + folder + " does not exist");
        } catch (IOException | UncheckedIOException e) {
            problems.add("The folder of trusted keys " + folder + " cannot be read by user '"
                    + System.getProperty("user.name", "unknown") + "': " + e);
        }
        return List.of();
    }

    private static boolean isKeyFile(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".pem") || name.endsWith(".pub"));
    }
}
