package dev.winnow.daemon.doctor;

import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Variables: misspelt, malformed, or not meaning the same to every reader of their file. */
public final class SettingsLook implements Check {
    private final SettingsCheck check;
    private final Collection<String> names;
    private final List<String> fileComplaints;

    /**
     * @param names of all variables that are set
     * @param fileComplaints what was found in the files that they came from
     */
    public SettingsLook(SettingValues values, Collection<String> names, List<String> fileComplaints) {
        this.check = new SettingsCheck(values);
        this.names = List.copyOf(names);
        this.fileComplaints = List.copyOf(fileComplaints);
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        check.complaints().forEach(complaint -> findings.add(Finding.problem("settings.value", complaint
                + "; no daemon starts with that", "correct it where it is set: prod.env or the daemon's own file")));
        check.unknown(names).forEach(sentence -> findings.add(Finding.warning("settings.name", sentence,
                "rename or remove it where it is set")));
        fileComplaints.forEach(complaint -> findings.add(Finding.warning("settings.file", complaint,
                "edit that line")));
        if (findings.isEmpty()) {
            long ours = names.stream().filter(name -> name.startsWith("WINNOW_")).count();
            findings.add(
                    Finding.ok("settings", ours + " variables of Winnow's are set, all of them known and well-formed"));
        }
        return findings;
    }
}
