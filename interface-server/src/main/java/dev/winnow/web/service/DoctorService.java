package dev.winnow.web.service;

import dev.winnow.daemon.doctor.Checks;
import dev.winnow.daemon.doctor.Diagnosis;
import dev.winnow.daemon.doctor.Doctor;
import dev.winnow.daemon.doctor.Login;
import dev.winnow.daemon.doctor.Place;
import dev.winnow.daemon.doctor.SettingsLook;
import dev.winnow.daemon.doctor.StoredSuite;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.redaction.KnownSecrets;
import dev.winnow.daemon.redaction.Redactor;
import dev.winnow.daemon.settings.InstallationSettings;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.inventory.AccountReader;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.db.schema.DatabaseAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What {@code winnow doctor} looks at, from where this server stands and as its own account. */
@Service
public class DoctorService {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    /** So that somebody who asks again and again costs no more than that. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    /** By this a quickstart marks its daemons. */
    private static final String QUICKSTART = "winnow.quickstart";

    private final Doctor doctor;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable Diagnosis last;

    DoctorService(SettingValues values, DatabaseSettings database, InstallationSettings installation,
            ProcessTable processes, PluginStore plugins, AccountReader accounts, ProxyResolver network,
            InstantSource clock) {
        this.clock = clock;
        Path root = Path.of("/");
        Map<String, String> environment = System.getenv();
        Map<String, String> origins = environment.keySet().stream().collect(Collectors.toMap(name -> name, name -> ""));
        Place place = Place.find(root, installation.home(), System.getProperty(QUICKSTART) != null);
        Checks checks = new Checks(place, values, List.of(new Login(DatabaseAccount.INTERFACE_SERVER, database,
                "this server's settings")), new StoredSuite(processes, plugins, accounts), network, root, clock);
        this.doctor = new Doctor(checks.all(new SettingsLook(place, values, origins, List.of())), place,
                new Redactor(KnownSecrets.of(values, environment)), PATIENCE, clock);
    }

    /**
     * Looks, or gives what was found a moment ago; may take some seconds where something does not answer.
     *
     * @throws RefusedException if this server is asked to stop meanwhile
     */
    public Diagnosis look() {
        looking.lock();
        try {
            Instant now = clock.instant();
            Diagnosis known = last;
            if (known != null && Duration.between(known.at(), now).compareTo(FRESH) < 0) {
                return known;
            }
            Diagnosis found = doctor.look();
            last = found;
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedException.unavailable("This server stops; ask again in a moment.");
        } finally {
            looking.unlock();
        }
    }
}
