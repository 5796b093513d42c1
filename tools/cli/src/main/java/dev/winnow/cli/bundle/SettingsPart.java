package dev.winnow.cli.bundle;

import dev.winnow.cli.local.Surroundings;
import dev.winnow.daemon.redaction.Redactor;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Versions, and every variable with its value (a secret's masked) and where that came from. */
final class SettingsPart implements Part {
    private final Surroundings surroundings;
    private final String version;

    SettingsPart(Surroundings surroundings, String version) {
        this.surroundings = surroundings;
        this.version = version;
    }

    @Override
    public void collect(Archive archive) throws IOException {
        archive.add("versions.txt", version + "\nplace: " + surroundings.place().code() + "\njava: "
                + System.getProperty("java.version") + " " + System.getProperty("java.vendor") + "\nsystem: "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors()
                + " processors\nuser: " + System.getProperty("user.name") + "\n");
        StringBuilder text = new StringBuilder();
        for (Variable variable : Variables.ALL) {
            text.append(line(variable));
        }
        Map<String, String> origins = surroundings.origins();
        for (String proxy : new TreeSet<>(origins.keySet())) {
            if (proxy.toLowerCase(Locale.ROOT).endsWith("_proxy")) {
                text.append(proxy).append(" is set, by ").append(origins.get(proxy)).append('\n');
            }
        }
        surroundings.complaints().forEach(complaint -> text.append("! ").append(complaint).append('\n'));
        archive.add("settings.txt", text.toString());
    }

    private String line(Variable variable) {
        String origin = surroundings.origins().get(variable.name());
        if (origin == null) {
            origin = surroundings.origins().get(variable.fileName());
        }
        boolean given = surroundings.values().given(variable).isPresent();
        String value = surroundings.values().find(variable).map(text -> variable.secret() && given
                ? Redactor.MASK
                : text).orElse("(nothing)");
        return variable.name() + "=" + value + "   # " + (!given
                ? "default"
                : origin == null ? "a secret's file" : origin) + "\n";
    }
}
