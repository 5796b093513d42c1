package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.HttpSettings;
import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.QueueAccess;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsException;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.db.process.ProcessRow;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All checks, as far as they can be made from here.
 *
 * @param place how this installation is run
 * @param values its variables
 * @param logins the accounts whose passwords are known here
 * @param suite how it stands
 * @param network by which outbound connections go
 * @param root of the file system
 */
public record Checks(Place place, SettingValues values, List<Login> logins, SuiteSource suite,
        ProxyResolver network, Path root, InstantSource clock) {
    public Checks {
        logins = List.copyOf(logins);
    }

    /** In the order in which they are shown; {@code settings} first. */
    public List<Check> all(SettingsLook settings) {
        String host = ProcessIdentity.hostName();
        List<Check> checks = new ArrayList<>();
        checks.add(settings);
        checks.add(new JavaCheck(place, root));
        // What cannot be made of malformed variables is left out: the settings' check has named them.
        add(checks, () -> new DiskCheck(Map.of("cache", Path.of(values.text(Variables.CACHE_DIR)))));
        add(checks,
                () -> new PluginFolderCheck(PluginSettings.from(values).folder(), place,
                        () -> isHere(host, "scheduler"),
                        new SecurityLabels(root)));
        add(checks, () -> new MySqlCheck(place, logins, values.text(Variables.DB_HOST) + ":" + values.text(
                Variables.DB_PORT), clock));
        checks.add(new SchemaCheck(place, logins));
        checks.add(new ConnectionsCheck(place, logins, suite, clock));
        add(checks, () -> new RedisCheck(place, new QueueAccess(values).redis(), clock));
        checks.add(new SuiteCheck(place, suite));
        add(checks, () -> {
            HttpSettings http = HttpSettings.from(values);
            return new PortCheck(place, suite, host, http.port(), http.basePath());
        });
        add(checks, () -> new NetworkLook(values, network));
        return checks;
    }

    private boolean isHere(String host, String kind) {
        try {
            return suite.live().stream().filter(row -> row.host().equals(host)).map(ProcessRow::kind)
                    .anyMatch(kind::equals);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private static void add(List<Check> checks, Supplier<Check> maker) {
        try {
            checks.add(maker.get());
        } catch (SettingsException malformed) {
            checks.add(new Unmakeable());
        }
    }

    /** Stands for a check that needs a variable which is malformed. */
    private record Unmakeable() implements Check {
        @Override
        public String name() {
            return "settings";
        }

        @Override
        public List<Finding> look() {
            return List
                    .of(Finding.skipped("settings", "A check was left out, since a variable that it needs is malformed",
                            ""));
        }
    }
}
