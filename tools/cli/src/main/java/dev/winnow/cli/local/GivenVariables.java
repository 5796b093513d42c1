package dev.winnow.cli.local;

import dev.winnow.daemon.settings.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Variables from several places: what came first stays. Each is known with its origin.
 */
final class GivenVariables {
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** Those that are not there yet. */
    void add(Map<String, String> more, String origin) {
        more.forEach((name, value) -> {
            if (!value.isBlank() && values.putIfAbsent(name, value) == null) {
                origins.put(name, origin);
            }
        });
    }

    /** One that holds whatever was given before. */
    void replace(String name, String value, String origin) {
        values.put(name, value);
        origins.put(name, origin);
    }

    /** A file's, if it is there and this user may read it. */
    void addFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            EnvironmentFile read = EnvironmentFile.read(file);
            add(read.values(), file.toString());
            complaints.addAll(read.complaints());
        } catch (IOException e) {
            complaints.add(file + " cannot be read by this user (" + e.getMessage()
                    + "), so what it sets is not known here");
        }
    }

    Map<String, String> values() {
        return values;
    }

    /** By variable: {@code environment}, a file, or a quickstart's folder. */
    Map<String, String> origins() {
        return origins;
    }

    List<String> complaints() {
        return complaints;
    }
}
