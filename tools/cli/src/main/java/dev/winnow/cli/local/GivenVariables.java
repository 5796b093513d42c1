package dev.winnow.cli.local;

import dev.winnow.daemon.settings.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Variables from several places: what came first stays, but for proxies, of which a file's count, empty ones too. Each
 * is known with its origin.
 */
final class GivenVariables {
    private static final Pattern PROXY = Pattern.compile("(?i)(https?|no)_proxy");

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
            read.values().forEach((name, value) -> {
                if (PROXY.matcher(name).matches()) {
                    replace(name, value, file.toString());
                }
            });
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

    /** Those that count as this origin has them. */
    Map<String, String> valuesOf(String origin) {
        Map<String, String> found = new TreeMap<>(values);
        found.keySet().removeIf(name -> !origin.equals(origins.get(name)));
        return found;
    }

    /** By variable: {@code environment}, a file, or a quickstart's folder. */
    Map<String, String> origins() {
        return origins;
    }

    List<String> complaints() {
        return complaints;
    }
}
