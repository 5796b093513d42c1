package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A daemon's options, each of which stands for a property: {@code --queue p0} or {@code --queue=p0}. An option that is
 * given several times joins its values with commas.
 *
 * @param usage one line, for who got it wrong
 * @param about what it does, in a sentence or two
 * @param valued property by option that takes a value
 * @param switches property by option that takes none and means {@code on}
 */
public record CommandLine(String usage, String about, Map<String, String> valued, Map<String, String> switches) {
    /** Properties only. */
    public static final CommandLine NO_OPTIONS = new CommandLine("options are --property=value", "",
            Map.of(), Map.of());

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

    /** Whether help is asked for, whatever else is. */
    public static boolean asksForHelp(String[] args) {
        return Arrays.stream(args).anyMatch(arg -> arg.equals("--help") || arg.equals("-h"));
    }

    /** What it does, each option with the variable that it stands for, and where all variables are described. */
    public String help() {
        Map<String, String> options = new TreeMap<>();
        valued.forEach((option, property) -> options.put(option, meaning(property)));
        switches.forEach((option, property) -> options.put(option, variable(property).name() + "=on"));
        options.put("--help, -h", "this text");
        StringBuilder text = new StringBuilder("usage: ").append(usage).append("\n\n").append(about).append("\n\n");
        options.forEach((option, meaning) -> text.append("  %-14s  %s\n".formatted(option, meaning)));
        return text.append("\nAll settings are variables. prod.env.example describes each; on an installed host so does"
                + " /etc/winnow/prod.env.").toString();
    }

    private static String meaning(String property) {
        Variable variable = variable(property);
        return variable.name() + ": " + variable.expected().words() + "; default " + variable.defaultValue();
    }

    private static Variable variable(String property) {
        return Variables.ALL.stream().filter(variable -> variable.property().equals(property)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(property + " is no variable"));
    }

    private StartException wrong(String what) {
        return new StartException(ExitCode.USAGE, what + "; usage: " + usage);
    }
}
