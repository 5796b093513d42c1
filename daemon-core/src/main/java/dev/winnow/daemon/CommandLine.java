package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A daemon's options, each of which stands for a property: {@code --queue p0} or {@code --queue=p0}. An option that is
 * given several times joins its values with commas.
 *
 * @param usage one line, for who got it wrong
 * @param valued property by option that takes a value
 * @param switches property by option that takes none and means {@code on}
 */
public record CommandLine(String usage, Map<String, String> valued, Map<String, String> switches) {
    /** Properties only. */
    public static final CommandLine NO_OPTIONS = new CommandLine("options are --property=value", Map.of(), Map.of());

    public CommandLine {
        valued = Map.copyOf(valued);
        switches = Map.copyOf(switches);
    }

    /**
     * What Boot takes for the same.
     *
     * @throws StartException for an option that is unknown or lacks its value
     */
    public String[] properties(String[] args) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String option = equals < 0 ? args[i] : args[i].substring(0, equals);
            String property = valued.get(option);
            if (property != null) {
                if (equals < 0 && i + 1 == args.length) {
                    throw wrong("option " + option + " lacks its value");
                }
                given.computeIfAbsent(property, name -> new ArrayList<>())
                        .add(equals < 0 ? args[++i] : args[i].substring(equals + 1));
            } else if (switches.containsKey(args[i])) {
                properties.add("--" + switches.get(args[i]) + "=on");
            } else if (option.startsWith("--") && option.indexOf('.') > 0 && equals > 0) {
                properties.add(args[i]);
            } else {
                throw wrong("'" + args[i] + "' is not an option");
            }
        }
        given.forEach((property, values) -> properties.add("--" + property + "=" + String.join(",", values)));
        return properties.toArray(String[]::new);
    }

    private StartException wrong(String what) {
        return new StartException(ExitCode.USAGE, what + "; usage: " + usage);
    }
}
