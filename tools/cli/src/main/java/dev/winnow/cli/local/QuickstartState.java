package dev.winnow.cli.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A quickstart's state folder, as far as commands need it. */
record QuickstartState(Path folder) {
    /** The one in this folder or in the checkout; empty where there is none that this user may read. */
    static Optional<QuickstartState> find(Map<String, String> environment, Path here) {
        Path checkout = Path.of(environment.getOrDefault("WINNOW_CHECKOUT", here.toString()));
        return Stream.of(here, checkout).map(folder -> folder.resolve(".winnow"))
                .filter(folder -> Files.isReadable(folder.resolve("secrets"))).map(QuickstartState::new).findFirst();
    }

    /** What its daemons were given, in so far as all of them were. */
    Map<String, String> variables() {
        Map<String, String> ports = read("ports");
        Map<String, String> secrets = read("secrets");
        Map<String, String> variables = new HashMap<>();
        variables.put("WINNOW_DB_HOST", "127.0.0.1");
        variables.put("WINNOW_DB_PORT", ports.getOrDefault("mariadb", ""));
        variables.put("WINNOW_DB_TLS", "disabled");
        variables.put("WINNOW_REDIS_NODES", "127.0.0.1:" + ports.getOrDefault("redis", "0"));
        variables.put("WINNOW_REDIS_PASSWORD", secrets.getOrDefault("redis", ""));
        variables.put("WINNOW_CACHE_DIR", folder.resolve("cache").toString());
        httpPort().ifPresent(port -> variables.put("WINNOW_HTTP_PORT", port));
        return variables;
    }

    /** The password of an account: {@code scheduler}, {@code worker}, {@code interface} or {@code migrate}. */
    Optional<String> password(String account) {
        return Optional.ofNullable(read("secrets").get("mariadb." + account));
    }

    /** Everything in it that nobody else should see. */
    Iterable<String> secrets() {
        return read("secrets").values();
    }

    /** The plugin folder that it was started with. */
    Optional<String> plugins() {
        return line("plugins");
    }

    private Optional<String> httpPort() {
        return line("url").map(url -> url.substring(url.lastIndexOf(':') + 1))
                .filter(port -> port.matches("\\d{1,5}"));
    }

    private Optional<String> line(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private Map<String, String> read(String name) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(name))) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
