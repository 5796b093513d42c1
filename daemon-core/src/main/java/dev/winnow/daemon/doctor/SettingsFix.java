package dev.winnow.daemon.doctor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to correct what a sentence on a setting complains of: the line that it names, or else the variable. */
final class SettingsFix {
    private static final String ENVIRONMENT = "environment";
    private static final Path PROD_ENV = Path.of("/etc/winnow/prod.env");
    private static final Pattern LINE = Pattern.compile("(/.+?),? line (\\d+): ");
    private static final Pattern VARIABLE = Pattern
            .compile("\\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:https?|no)_proxy)\\b");

    private final Place place;
    private final Map<String, String> origins;

    /**
     * @param origins where each variable came from: {@code environment}, or a file
     */
    SettingsFix(Place place, Map<String, String> origins) {
        this.place = place;
        this.origins = Map.copyOf(origins);
    }

    /** A line to paste. */
    String of(String sentence) {
        Matcher line = LINE.matcher(sentence);
        if (line.lookingAt()) {
            return place.asOwner("${EDITOR:-vi} +" + line.group(2) + " " + ShellWord.of(line.group(1)));
        }
        Matcher variable = VARIABLE.matcher(sentence);
        return variable.find() && !sentence.contains("by this user")
                ? of(variable.group(), origins.getOrDefault(variable.group(), ""))
                : "# look again as root, or as the user that the daemons run as";
    }

    private String of(String variable, String origin) {
        Optional<Path> file = Optional.of(origin).filter(name -> name.endsWith(".env")).map(Path::of);
        return switch (place) {
            // What a container has in its environment is prod.env's.
            case COMPOSE -> editor(variable, Path.of("prod.env")) + place.thenRestart();
            case SYSTEMD -> origin.equals(ENVIRONMENT)
                    ? unset(variable)
                    : "sudo " + editor(variable, file.orElse(PROD_ENV)) + place.thenRestart();
            case QUICKSTART, SHELL -> file.map(path -> "sudo " + editor(variable, path) + place.thenRestart())
                    .orElseGet(() -> unset(variable));
        };
    }

    private static String editor(String variable, Path file) {
        return "${EDITOR:-vi} +/" + variable + " " + ShellWord.of(file);
    }

    private static String unset(String variable) {
        return "unset " + variable
                + "   # or export it as it is expected, then start again what this shell has started";
    }
}
