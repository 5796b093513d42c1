package dev.winnow.quickstart;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Names and values in a file of the state folder that only its owner can read. */
final class KeptValues {
    private final StateFolder state;
    private final Path file;
    private final TreeMap<String, String> values = new TreeMap<>();

    KeptValues(StateFolder state, String name) {
        this.state = state;
        this.file = state.of(name);
        state.read(file).ifPresent(this::parse);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value; one that is missing is made and kept. */
    String orMade(String name, Supplier<String> maker) {
        return find(name).orElseGet(() -> {
            String made = maker.get();
            put(name, made);
            return made;
        });
    }

    void put(String name, String value) {
        values.put(name, value);
        save();
    }

    void remove(String name) {
        if (values.remove(name) != null) {
            save();
        }
    }

    private void save() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        state.write(file, text.toString());
    }

    private void parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new QuickstartException(file + " is damaged (" + e.getMessage() + "): start anew with --reset", e);
        }
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
    }
}
