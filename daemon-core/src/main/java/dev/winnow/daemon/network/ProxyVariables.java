package dev.winnow.daemon.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy variables of this process, completed by the files in which a host has them. What the process was given
 * ({@code prod.env} is part of it) wins, empty values too: {@code https_proxy=} goes without a proxy whatever the
 * host's files say.
 */
final class ProxyVariables {
    static final List<String> ALL = List.of("http_proxy", "https_proxy", "no_proxy");

    private final Function<String, @Nullable String> environment;
    private final List<HostFile> files;

    ProxyVariables(Function<String, @Nullable String> environment, List<HostFile> files) {
        this.environment = environment;
        this.files = List.copyOf(files);
    }

    /**
     * A variable's value.
     *
     * @param name in the case in which it was found
     * @param file where it is from; empty for this process
     */
    record Value(String name, String text, Optional<String> file) {
        /** For a sentence. */
        String source() {
            return name + file.map(path -> " of " + path).orElse("");
        }
    }

    /** What counts; empty where nothing is set or the value is empty. */
    Optional<Value> find(String variable) {
        if (given(variable).isPresent()) {
            return given(variable).filter(value -> !value.text().isEmpty());
        }
        return files.stream().map(file -> file.find(variable)).flatMap(Optional::stream).findFirst();
    }

    /** Whether this process was given it to go without. */
    boolean isEmptied(String variable) {
        return given(variable).filter(value -> value.text().isEmpty()).isPresent();
    }

    /** A sentence for each disagreement, and for each line of a file that could not be read. */
    List<String> notices(String variable) {
        List<String> notices = new ArrayList<>();
        caseDiffers(variable).ifPresent(notices::add);
        Optional<Value> counts = find(variable);
        for (HostFile file : files) {
            file.find(variable).filter(other -> !other.text().equals(counts.map(Value::text).orElse("")))
                    .ifPresent(other -> notices.add(difference(variable, counts, other)));
        }
        return notices;
    }

    /** A sentence for each line of the host's files that could not be read. */
    List<String> unread() {
        return files.stream().flatMap(file -> file.unread().stream()).toList();
    }

    /** A sentence for each variable that a shell has in a way of its own. */
    List<String> differencesFrom(Map<String, String> shell) {
        HostFile other = new HostFile("this shell", shell, List.of());
        List<String> differences = new ArrayList<>();
        for (String variable : ALL) {
            Optional<Value> counts = find(variable);
            Set<String> known = Stream.concat(counts.stream(), files.stream().flatMap(file -> file.find(variable)
                    .stream())).map(Value::text).collect(Collectors.toSet());
            String daemons = counts.map(value -> shown(variable, value.text())).orElse("empty");
            other.find(variable).filter(value -> !known.contains(value.text())).ifPresent(value -> differences.add(
                    "%s is %s in this shell and %s for the daemons, which go by prod.env and this host's files."
                            .formatted(
                                    variable, shown(variable, value.text()), daemons)));
        }
        return differences;
    }

    private Optional<String> caseDiffers(String variable) {
        String lower = Optional.ofNullable(environment.apply(variable)).orElse("").strip();
        String upper = Optional.ofNullable(environment.apply(variable.toUpperCase(Locale.ROOT))).orElse("").strip();
        return lower.isEmpty() || upper.isEmpty() || lower.equals(upper)
                ? Optional.empty()
                : Optional.of(variable + " and " + variable.toUpperCase(Locale.ROOT) + " differ: " + variable
                        + " counts. Other programs may take the other one: set both to the same.");
    }

    private static String difference(String variable, Optional<Value> counts, Value other) {
        String what = counts.map(value -> shown(variable, value.text())).orElse("empty");
        return "%s is %s%s and %s in %s: the first counts. Set both to the same, or take the line out of %s.".formatted(
                variable, what, counts.flatMap(Value::file).map(file -> " in " + file).orElse(
                        " for this process (prod.env)"),
                shown(variable, other.text()), other.file().orElse(""), other.file().orElse(""));
    }

    /** Without user and password. */
    private static String shown(String variable, String text) {
        if (variable.equals("no_proxy")) {
            return "'" + text + "'";
        }
        try {
            return ProxyAddress.parse(variable, text).toString();
        } catch (IllegalArgumentException e) {
            return "something that is no proxy's address";
        }
    }

    /** What this process was given: under the lower-case name where that is set at all. */
    private Optional<Value> given(String variable) {
        return names(variable).flatMap(name -> Optional.ofNullable(environment.apply(name)).map(text -> new Value(name,
                text.strip(), Optional.empty())).stream()).findFirst();
    }

    /** In the order in which they count. */
    static Stream<String> names(String variable) {
        return Stream.of(variable, variable.toUpperCase(Locale.ROOT));
    }
}
