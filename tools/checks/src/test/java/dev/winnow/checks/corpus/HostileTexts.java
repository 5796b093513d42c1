package dev.winnow.checks.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files too large to lie in the repository. */
final class HostileTexts {
    private final Path plugins;

    HostileTexts(Path plugins) {
        this.plugins = plugins;
    }

    static String manifest(String name, String more) {
        return "{\"name\": \"" + name + "\", \"version\": \"1.0.0\"" + more + "}\n";
    }

    /** Adds what a case's folder lacks; most lack nothing. */
    void complete(String name) throws IOException {
        switch (name) {
            case "larger_than_allowed" -> write(name, "plugin.json", manifest(name, " ".repeat(300_000)));
            case "twenty_thousand_keys" -> write(name, "plugin.json", manifest(name, numbered(20_000, ",\"%x\":0")));
            case "ten_thousand_requirements" ->
                write(name, "plugin.json", manifest(name, ", \"requires\": {\"plugins\": {\"nowhere\": \"*\""
                        + numbered(10_000, ", \"p%x\": \"*\"") + "}}"));
            case "yaml_long_text_often" -> write(name, "processes/a.yaml", "schedules:\n- name: often\n  job: a.job\n"
                    + "  interval: 5m\n  arguments:\n    a: &a \"" + "x".repeat(190_000) + "\"\n    b: ["
                    + "*a,".repeat(15_000) + "]\n");
            case "yaml_sixty_thousand_entries" ->
                write(name, "processes/a.yaml", "schedules:\n" + "- {}\n".repeat(50_000));
            case "five_megabytes_of_source" ->
                write(name, "plugin.py", "x = '" + "x".repeat(5_000_000) + "'\n");
            default -> {
            }
        }
    }

    private static String numbered(int count, String format) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(format.formatted(i));
        }
        return all.toString();
    }

    private void write(String name, String file, String text) throws IOException {
        Path target = plugins.resolve(name).resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        Path manifest = plugins.resolve(name).resolve("plugin.json");
        if (!Files.exists(manifest)) {
            Files.writeString(manifest,
                    manifest(name, file.endsWith(".py") ? ", \"initial_modules\": [\"plugin.py\"]" : ""));
        }
    }
}
