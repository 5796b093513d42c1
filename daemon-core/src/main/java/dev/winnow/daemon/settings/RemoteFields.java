package dev.winnow.daemon.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The fields of one remote source, by type. Collects what is wrong with them; no value is repeated. */
final class RemoteFields {
    private final String what;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** @param what how complaints call the source, for example {@code source 2} */
    RemoteFields(String what, JsonNode source) {
        this.what = what;
        source.properties().forEach(field -> {
            String key = field.getKey().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
            if (values.put(key, field.getValue()) != null) {
                complain("has '" + key + "' twice");
            }
        });
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void complain(String sentence) {
        complaints.add(what + " " + sentence);
    }

    /** Complains of keys that are not among these. */
    void checkKeys(Set<String> known) {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!known.contains(key)) {
                complain("has the unknown key '" + key + "': did you mean '" + Nearest.to(key, known) + "'?");
            }
        }
    }

    boolean has(String key) {
        JsonNode value = values.get(key);
        return value != null && !value.isNull();
    }

    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = values.get(key);
        if (value == null || !value.isString() || value.stringValue().isBlank()) {
            complain("has a '" + key + "' that is not a text, or empty");
            return Optional.empty();
        }
        return Optional.of(value.stringValue().strip());
    }

    /** The text, or an empty one with a complaint. */
    String required(String key) {
        if (!has(key)) {
            complain("lacks '" + key + "'");
        }
        return text(key).orElse("");
    }

    boolean isOn(String key, boolean whenAbsent) {
        if (!has(key)) {
            return whenAbsent;
        }
        JsonNode value = values.get(key);
        if (value == null || !value.isBoolean()) {
            complain("has a '" + key + "' that is neither true nor false");
            return whenAbsent;
        }
        return value.booleanValue();
    }

    long number(String key, long whenAbsent, long from, long to) {
        if (!has(key)) {
            return whenAbsent;
        }
        JsonNode value = values.get(key);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < from
                || value.longValue() > to) {
            complain("has a '" + key + "' that is not a whole number from " + from + " to " + to);
            return whenAbsent;
        }
        return value.longValue();
    }

    /** A secret under its key, or the path of a file that holds it under {@code KEY_file}. */
    Optional<SecretValue> secret(String key) {
        Optional<String> direct = text(key);
        Optional<String> file = text(key + "_file");
        if (direct.isPresent() && file.isPresent()) {
            complain("has both '" + key + "' and '" + key + "_file': expected one of them");
        }
        if (file.isPresent() && !file.get().startsWith("/")) {
            complain("has a '" + key + "_file' that is not an absolute path");
        }
        return direct.or(() -> file.map(path -> "file:" + path)).map(SecretValue::of);
    }

    /** A URL with a host, {@code http} or {@code https}, without user and password. */
    Optional<URI> url(String key) {
        return text(key).flatMap(text -> {
            try {
                URI url = new URI(text);
                String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
                if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                    complain("has a '" + key + "' that is not a URL beginning with http:// or https:// and a host");
                } else if (url.getRawUserInfo() != null) {
                    complain("has a user in its '" + key + "': give it as 'username' and 'password', so that it is"
                            + " not shown with the URL");
                } else if (url.getRawFragment() != null) {
                    complain("has a '#' in its '" + key + "', which no server is told of");
                } else {
                    return Optional.of(url);
                }
            } catch (URISyntaxException e) {
                complain("has a '" + key + "' that is not a URL: " + e.getReason() + " at index " + e.getIndex());
            }
            return Optional.empty();
        });
    }
}
