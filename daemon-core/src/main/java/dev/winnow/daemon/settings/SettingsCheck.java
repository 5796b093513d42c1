package dev.winnow.daemon.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds what was set against what is known: misspelt variables are named with the nearest one, malformed values all at once. */
public final class SettingsCheck {
    private static final String PREFIX = "WINNOW_";

    private final SettingValues values;

    public SettingsCheck(SettingValues values) {
        this.values = values;
    }

    /** One sentence for each variable of this environment that looks like Winnow's and is not. */
    public List<String> unknown(Collection<String> environmentNames) {
        Set<String> known = knownNames();
        List<String> sentences = new ArrayList<>();
        for (String name : new TreeSet<>(environmentNames)) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                sentences.add("The variable " + name + " is unknown and has no effect: did you mean "
                        + Nearest.to(name, known) + "?");
            }
        }
        return sentences;
    }

    /**
     * Tries every value that was set.
     *
     * @throws SettingsException naming each that is not what is expected
     */
    public void check() {
        List<String> complaints = complaints();
        if (!complaints.isEmpty()) {
            throw new SettingsException(String.join("; ", complaints));
        }
    }

    /** One sentence for each value that was set and is not what is expected. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Variable variable : Variables.ALL) {
            values.given(variable).flatMap(value -> complaint(variable, value)).ifPresent(complaints::add);
        }
        return complaints;
    }

    private static Optional<String> complaint(Variable variable, String value) {
        Optional<String> trace = ReaderTraces.inValue(variable, value);
        return trace.isPresent()
                ? Optional.of(variable.name() + (variable.secret() ? "" : " is " + value) + ": " + trace.get())
                : Optional.of(value).filter(given -> !variable.expected().accepts().test(given))
                        .map(given -> SettingValues.complaint(variable, given));
    }

    private static Set<String> knownNames() {
        Set<String> names = new HashSet<>();
        for (Variable variable : Variables.ALL) {
            names.add(variable.name());
            if (variable.secret()) {
                names.add(variable.fileName());
            }
        }
        return names;
    }
}
