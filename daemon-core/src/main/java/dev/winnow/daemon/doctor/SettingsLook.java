package dev.winnow.daemon.doctor;

import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Variables: misspelt, malformed, or not meaning the same to every reader of their file. */
public final class SettingsLook implements Check {
    private final SettingsCheck check;
    private final SettingsFix fix;
    private final Collection<String> names;
    private final List<String> fileComplaints;

    /**
     * @param origins where each variable that is set came from: {@code environment}, a file, or empty where that is
     *     not known
     * @param fileComplaints what was found in the files that they came from
     */
    public SettingsLook(Place place, SettingValues values, Map<String, String> origins, List<String> fileComplaints) {
        this.check = new SettingsCheck(values);
        this.fix = new SettingsFix(place, origins);
        this.names = List.copyOf(origins.keySet());
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
                + "; no daemon starts with that", fix.of(complaint))));
        check.unknown(names).forEach(sentence -> findings.add(Finding.warning("settings.name", sentence,
                fix.of(sentence))));
        fileComplaints.forEach(complaint -> findings.add(Finding.warning("settings.file", complaint,
                fix.of(complaint))));
        if (findings.isEmpty()) {
            long ours = names.stream().filter(name -> name.startsWith("WINNOW_")).count();
            findings.add(
                    Finding.ok("settings", ours + " variables of Winnow's are set, all of them known and well-formed"));
        }
        return findings;
    }
}
