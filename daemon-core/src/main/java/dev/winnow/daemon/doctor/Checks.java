package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.OutboundTargets;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.DatabaseAccess;
import dev.winnow.daemon.settings.HttpSettings;
import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.QueueAccess;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsCheck;
import dev.winnow.daemon.settings.SettingsException;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.db.process.ProcessRow;
import java.nio.file.Path;
import java.time.InstantSource;
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
        return List.of(settings, new JavaCheck(place, root),
                made("disk", () -> new DiskCheck(Map.of("cache", Path.of(values.text(Variables.CACHE_DIR))), place)),
                made("plugins.folder", () -> new PluginFolderCheck(PluginSettings.from(values).folder(), place,
                        () -> isHere(host, "scheduler"), new SecurityLabels(root))),
                made("mysql", () -> new MySqlCheck(place, logins, new DatabaseAccess(values).as("", ""), clock)),
                new SchemaCheck(place, logins), new ConnectionsCheck(place, logins, suite, clock),
                made("redis", () -> new RedisCheck(place, new QueueAccess(values).redis(), clock)),
                new SuiteCheck(place, suite),
                made("port", () -> {
                    HttpSettings http = HttpSettings.from(values);
                    return new PortCheck(place, suite, host, http.port(), http.basePath());
                }),
                made("network", () -> new NetworkLook(place, OutboundTargets.configured(values), suite, network)));
    }

    private boolean isHere(String host, String kind) {
        try {
            return suite.live().stream().filter(row -> row.host().equals(host)).map(ProcessRow::kind)
                    .anyMatch(kind::equals);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** The check, or one that says why it could not be made. */
    private Check made(String name, Supplier<Check> maker) {
        try {
            return maker.get();
        } catch (SettingsException e) {
            return new Unmakeable(name, refused(name, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return new Unmakeable(name, Finding.defect(name, "This check could not be made: " + e));
        }
    }

    /** What the settings' check says as well is no second problem. */
    private Finding refused(String name, String why) {
        String text = "Not looked at: " + why;
        return new SettingsCheck(values).complaints().contains(why)
                ? Finding.skipped(name, text, "")
                : Finding.problem(name, text + "; no daemon that needs it starts with that",
                        new SettingsFix(place, Map.of()).of(why));
    }

    /** Stands for a check that could not be made. */
    private record Unmakeable(String name, Finding finding) implements Check {
        @Override
        public List<Finding> look() {
            return List.of(finding);
        }
    }
}
