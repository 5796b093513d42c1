package dev.winnow.checks.corpus;

import dev.winnow.plugin.registry.PluginWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One line of a {@code cases.txt}: a plugin as it should not be, and what must come of it.
 *
 * @param family the folder it lies in
 * @param name of its own folder or file
 * @param outcomes one of these
 * @param codes what is warned of, each one of several; {@code -} where it may be nothing
 * @param place {@code file}, {@code file:line}, or {@code -} where none is asked for
 * @param plugin the name that it is known by
 */
record Case(String family, String name, Set<Outcome> outcomes, List<Set<String>> codes, String place, String plugin) {
    private static final String NOTHING = "-";

    /** What comes of a plugin. */
    enum Outcome {
        /** Not published. */
        BROKEN,
        /** Published, but not loaded. */
        FAILED,
        /** Loaded, perhaps with something left out. */
        LOADED,
        /** Not loaded in time. */
        SLOW,
        /** No plugin: its source has a warning. */
        SOURCE,
        /** Only to be run in a process that may die of it. */
        PROBE
    }

    static Case parse(String family, String line) {
        String[] columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (columns.length < 4) {
            throw new IllegalArgumentException("a case needs name, outcome, codes and place: " + line);
        }
        Set<Outcome> outcomes = Arrays.stream(columns[1].split("/", -1))
                .map(text -> Outcome.valueOf(text.toUpperCase(Locale.ROOT))).collect(Collectors.toSet());
        return new Case(family, columns[0], outcomes, codes(columns[2]), columns[3],
                columns.length > 4 ? columns[4] : columns[0]);
    }

    private static List<Set<String>> codes(String text) {
        List<Set<String>> codes = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String[] times = each.split("\\*", -1);
            codes.addAll(Collections.nCopies(times.length == 1 ? 1 : Integer.parseInt(times[1]),
                    Set.of(times[0].split("/", -1))));
        }
        return codes;
    }

    boolean is(Outcome outcome) {
        return outcomes.contains(outcome);
    }

    /** Whether the warnings are exactly the expected ones, in any order. */
    boolean expects(List<PluginWarning> warnings) {
        List<String> left = warnings.stream().map(warning -> warning.code().code())
                .collect(Collectors.toCollection(ArrayList::new));
        for (Set<String> oneOf : codes) {
            boolean found = oneOf.stream().anyMatch(left::remove);
            if (!found && !oneOf.contains(NOTHING)) {
                return false;
            }
        }
        return left.isEmpty();
    }

    /** Whether one of the warnings names the place. */
    boolean isPlaced(List<PluginWarning> warnings) {
        return place.equals(NOTHING) || warnings.stream()
                .anyMatch(
                        warning -> place.equals(warning.file()) || place.equals(warning.file() + ":" + warning.line()));
    }

    @Override
    public String toString() {
        return family + "/" + name;
    }
}
