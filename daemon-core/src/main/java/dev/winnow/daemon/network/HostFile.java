package dev.winnow.daemon.network;

import dev.winnow.daemon.network.ProxyVariables.Value;
import dev.winnow.daemon.settings.SmallFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file in which a host has its proxy variables: {@code /etc/environment} on Debian and Ubuntu,
 * {@code /etc/profile.d/proxy.sh} on CentOS. It is read, never run.
 *
 * @param path as the sentences have it
 * @param values by name; of the rest of the file nothing is kept
 * @param unread sentences on lines that name a proxy variable and are no plain assignment
 */
record HostFile(String path, Map<String, String> values, List<String> unread) {
    private static final Path ENVIRONMENT = Path.of("etc/environment");
    private static final Path PROFILE = Path.of("etc/profile.d/proxy.sh");

    /** Those that this host has. */
    static List<HostFile> of(Path root) {
        return Stream.of(ENVIRONMENT, PROFILE).map(root::resolve).filter(Files::isRegularFile).map(HostFile::read)
                .toList();
    }

    /** What {@code /etc/environment} has in any case of the names of {@code prod.env}: systemd hands a service both. */
    static Map<String, String> besides(Map<String, String> prodEnv, List<HostFile> files) {
        Map<String, String> handed = new HashMap<>();
        files.stream().filter(file -> Path.of(file.path()).endsWith(ENVIRONMENT)).map(HostFile::values).forEach(
                handed::putAll);
        handed.keySet().removeIf(name -> Stream.of(name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))
                .noneMatch(prodEnv::containsKey));
        return handed;
    }

    private static HostFile read(Path file) {
        try {
            String text = SmallFile.read(file);
            return parse(file.toString(), text, file.endsWith(PROFILE.getFileName()));
        } catch (IllegalArgumentException e) {
            return new HostFile(file.toString(), Map.of(), List.of("Of this host's proxy settings "
                    + e.getMessage() + ". What prod.env has counts."));
        }
    }

    /** @param isScript whether it is a shell's, and names may be put in for values */
    static HostFile parse(String path, String text, boolean isScript) {
        Map<String, String> values = new HashMap<>();
        List<String> unread = new ArrayList<>();
        int number = 0;
        int conditions = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                conditions += isScript ? ShellLine.conditions(line) : 0;
                if (conditions > 0) {
                    throw new IllegalArgumentException("this depends on a condition");
                }
                values.putAll(isScript ? ShellLine.assignments(line, values) : plain(line));
            } catch (IllegalArgumentException e) {
                if (line.toLowerCase(Locale.ROOT).contains("_proxy")) {
                    unread.add("%s, line %d: %s. It is not run: set the variable in prod.env.".formatted(path, number,
                            e.getMessage()));
                }
            }
        }
        values.keySet().removeIf(name -> !name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        return new HostFile(path, Map.copyOf(values), List.copyOf(unread));
    }

    /** As login reads it: the rest of the line is the value, quotes around it are not part of it. */
    private static Map<String, String> plain(String line) {
        String assignment = line.startsWith("export ") ? line.substring("export ".length()).strip() : line;
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException("this is not NAME=value");
        }
        String value = assignment.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
        return Map.of(assignment.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value);
    }

    /** What a login shell of this host would have; the lower-case name wins, and empty is as good as none. */
    Optional<Value> find(String variable) {
        return ProxyVariables.names(variable).filter(values::containsKey).findFirst().map(name -> new Value(name, values
                .getOrDefault(name, "").strip(), Optional.of(path))).filter(value -> !value.text().isEmpty());
    }
}
