package dev.winnow.plugin.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the modules of a Python plugin say of it in a class named {@code metadata}, as plain texts. Older plugins say
 * their version, author and description there and nowhere else. The source is read line by line and not run.
 */
final class ModuleMetadata {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_LINE = 2_000;
    private static final Pattern CLASS = Pattern.compile("class\\s+metadata\\s*[(:].*");
    private static final Pattern FIELD = Pattern
            .compile("\\s+([a-z_]{1,64})\\s*=\\s*[uU]?(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*(?:#.*)?");

    private final Map<String, String> texts = new HashMap<>();

    private ModuleMetadata() {
    }

    /** Of those modules that are there; the first that says something wins. */
    static ModuleMetadata of(Path folder, List<String> modules) throws IOException {
        ModuleMetadata metadata = new ModuleMetadata();
        for (String module : modules) {
            Path file = folder.resolve(module);
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    metadata.read(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
                }
            }
        }
        return metadata;
    }

    private void read(String source) {
        boolean inside = false;
        for (String line : source.lines().toList()) {
            if (line.length() > MAX_LINE) {
                continue;
            }
            if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
                inside = CLASS.matcher(line).matches();
            } else if (inside) {
                Matcher field = FIELD.matcher(line);
                if (field.matches()) {
                    texts.putIfAbsent(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
                }
            }
        }
    }

    Optional<String> version() {
        return text("version");
    }

    Optional<String> author() {
        return text("author");
    }

    Optional<String> description() {
        return text("description").or(() -> text("default_language_description")).or(() -> text("nickname"));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key)).filter(text -> !text.isBlank());
    }
}
