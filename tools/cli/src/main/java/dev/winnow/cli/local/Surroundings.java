package dev.winnow.cli.local;

import dev.winnow.daemon.doctor.Checks;
import dev.winnow.daemon.doctor.Doctor;
import dev.winnow.daemon.doctor.Login;
import dev.winnow.daemon.doctor.LookedUpSuite;
import dev.winnow.daemon.doctor.Place;
import dev.winnow.daemon.doctor.SettingsLook;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.redaction.KnownSecrets;
import dev.winnow.daemon.redaction.Redactor;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsException;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The installation as this command sees it: what the environment says, then {@code /etc/winnow/prod.env} and the daemons'
 * secret files, then a quickstart's state. Of the proxies {@code prod.env}'s count, as they do for the daemons.
 *
 * @param place how it is run
 * @param values all variables
 * @param origins where each came from, by name
 * @param complaints on files that they came from
 * @param logins accounts whose passwords are known here
 * @param quickstart the folder of a quickstart's state
 * @param network by which the daemons' outbound connections go
 * @param redactor knows every secret that was found
 */
public record Surroundings(Place place, SettingValues values, Map<String, String> origins, List<String> complaints,
        List<Login> logins, Optional<Path> quickstart, ProxyResolver network, Path root, Redactor redactor) {
    private static final Path SECRETS = Path.of("etc/winnow");
    private static final List<String> SECRET_FILES = List.of("scheduler.env", "worker.env", "interface-server.env");

    /** As this process finds them. */
    public static Surroundings here() {
        return find(System.getenv(), Path.of("/"), Path.of("").toAbsolutePath());
    }

    /**
     * As a process with this environment, in this folder, would find them.
     *
     * @param root of the file system
     */
    static Surroundings find(Map<String, String> environment, Path root, Path here) {
        GivenVariables given = new GivenVariables();
        given.add(environment, "environment");
        Path prodEnv = root.resolve(SECRETS).resolve("prod.env");
        given.addFile(prodEnv);
        Optional<QuickstartState> quickstart = given.values().containsKey(Variables.DB_HOST.name())
                ? Optional.empty()
                : QuickstartState.find(environment, here);
        quickstart.ifPresent(state -> add(given, state));
        addRedis(given, root.resolve(SECRETS));
        List<String> complaints = new ArrayList<>(given.complaints());
        SettingValues values = values(given, complaints);
        List<Login> logins;
        try {
            logins = Logins.find(values, quickstart, root, root.resolve(SECRETS), InstantSource.system());
        } catch (SettingsException malformed) {
            // The check of MySQL says why.
            logins = List.of();
        }
        Set<String> secrets = new HashSet<>(KnownSecrets.of(values, given.values()));
        secrets.addAll(KnownSecrets.of(values, environment));
        logins.forEach(login -> secrets.add(login.settings().password()));
        quickstart.ifPresent(state -> state.secrets().forEach(secrets::add));
        Place place = Place.find(root, values.path(Variables.HOME), quickstart.isPresent());
        // A quickstart's daemons go by the shell that it was started in.
        ProxyResolver network = network(place == Place.QUICKSTART ? Map.of() : given.valuesOf(prodEnv.toString()),
                environment, place, root, complaints);
        network.passwords().forEach(secrets::add);
        return new Surroundings(place, values, given.origins(), complaints, logins,
                quickstart.map(QuickstartState::folder), network, root,
                new Redactor(secrets));
    }

    private static void add(GivenVariables given, QuickstartState state) {
        String origin = state.folder().toString();
        given.add(state.variables(), origin);
        // What the environment says of it is the launcher's default here, not what the scheduler was started with.
        state.plugins().ifPresent(folder -> given.replace(Variables.PLUGINS_DIR.name(), folder, origin));
    }

    private static ProxyResolver network(Map<String, String> prodEnv, Map<String, String> environment, Place place,
            Path root, List<String> complaints) {
        try {
            return ProxyResolver.ofDaemons(prodEnv, environment, place == Place.SYSTEMD, root);
        } catch (IllegalArgumentException e) {
            complaints.add(String.valueOf(e.getMessage()));
            return new ProxyResolver(name -> null);
        }
    }

    /** A secret's file that cannot be read is a complaint here, and no reason to stop looking. */
    private static SettingValues values(GivenVariables given, List<String> complaints) {
        Map<String, String> variables = given.values();
        while (true) {
            try {
                return SettingValues.of(variables);
            } catch (SettingsException e) {
                complaints.add(String.valueOf(e.getMessage()));
                Optional<Variable> named = Variables.ALL.stream().filter(variable -> String.valueOf(e.getMessage())
                        .contains(variable.fileName()) && variables.containsKey(variable.fileName())).findFirst();
                if (named.isEmpty()) {
                    return SettingValues.of(Map.of());
                }
                variables.remove(named.get().fileName());
            }
        }
    }

    /** Redis' password lies in the daemons' secret files; any of them lets us look. */
    private static void addRedis(GivenVariables given, Path folder) {
        for (String name : SECRET_FILES) {
            Path file = folder.resolve(name);
            if (Files.isReadable(file)) {
                GivenVariables own = new GivenVariables();
                own.addFile(file);
                own.values().keySet().removeIf(variable -> !variable.startsWith("WINNOW_REDIS_"));
                given.add(own.values(), file.toString());
            }
        }
    }

    /** A doctor for all of this. */
    public Doctor doctor(LookedUpSuite suite, Duration patience) {
        SettingsLook settings = new SettingsLook(place, values, origins, complaints);
        return new Doctor(new Checks(place, values, logins, suite, network, root, InstantSource.system()).all(settings),
                place,
                redactor, patience, InstantSource.system());
    }

    /** How the suite stands, by its record in MySQL. */
    public LookedUpSuite suite() {
        return new LookedUpSuite(logins, InstantSource.system());
    }
}
