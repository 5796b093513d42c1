package dev.winnow.cli.local;

import dev.winnow.daemon.doctor.Login;
import dev.winnow.daemon.settings.DatabaseAccess;
import dev.winnow.daemon.settings.EnvironmentFile;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsException;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.examination.DatabaseExaminer;
import dev.winnow.db.examination.Examination;
import dev.winnow.db.schema.DatabaseAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * MySQL's accounts that this command can sign in as: by passwords that it can read, the environment's, the daemons' secret
 * files', a quickstart's; or by tokens of this host's AWS credentials.
 */
final class Logins {
    private static final Map<DatabaseAccount, Variable> NAMES = Map.of(DatabaseAccount.MIGRATE,
            Variables.DB_MIGRATE_USERNAME, DatabaseAccount.SCHEDULER, Variables.DB_ACCOUNT_SCHEDULER,
            DatabaseAccount.WORKER, Variables.DB_ACCOUNT_WORKER, DatabaseAccount.INTERFACE_SERVER,
            Variables.DB_ACCOUNT_INTERFACE);

    private final SettingValues values;
    private final Path root;
    private final List<Login> found = new ArrayList<>();

    private Logins(SettingValues values, Path root) {
        this.values = values;
        this.root = root;
    }

    /**
     * All of them, each once.
     *
     * @param secretFolder where the daemons' own files lie
     * @throws SettingsException if a variable that says where MySQL is, is malformed
     */
    static List<Login> find(SettingValues values, Optional<QuickstartState> quickstart, Path root, Path secretFolder,
            InstantSource clock) {
        Logins logins = new Logins(values, root);
        if (!values.text(Variables.DB_AUTH).equalsIgnoreCase("password")) {
            logins.byTokens(new DatabaseExaminer(clock));
            return logins.found;
        }
        logins.ofEnvironment(new DatabaseExaminer(clock));
        for (DatabaseAccount account : DatabaseAccount.values()) {
            String code = account.name().toLowerCase(Locale.ROOT).replace('_', '-');
            logins.ofFile(account, secretFolder.resolve(code + ".env"));
            quickstart.ifPresent(state -> state.password(code.replace("-server", ""))
                    .ifPresent(password -> logins.add(account, logins.name(account), password, state.folder()
                            + "/secrets")));
        }
        return logins.found;
    }

    private void ofEnvironment(DatabaseExaminer examiner) {
        values.find(Variables.DB_MIGRATE_PASSWORD).ifPresent(password -> add(DatabaseAccount.MIGRATE, name(
                DatabaseAccount.MIGRATE), password, Variables.DB_MIGRATE_PASSWORD.name()));
        Optional<String> password = values.find(Variables.DB_PASSWORD);
        if (password.isEmpty()) {
            return;
        }
        String origin = Variables.DB_PASSWORD.name();
        Optional<String> name = values.find(Variables.DB_USERNAME);
        if (name.isPresent()) {
            add(account(name.get()), name.get(), password.get(), origin);
            return;
        }
        // In a container a daemon is the first process, and its account goes without saying.
        List<DatabaseAccount> candidates = ofFirstProcess().map(List::of).orElse(List.of(DatabaseAccount.SCHEDULER,
                DatabaseAccount.WORKER, DatabaseAccount.INTERFACE_SERVER));
        for (DatabaseAccount account : candidates) {
            DatabaseSettings settings = settings(name(account), password.get());
            if (candidates.size() == 1 || examiner.examine(settings) instanceof Examination.Entered) {
                found.add(new Login(account, settings, origin));
                return;
            }
        }
        add(candidates.getFirst(), name(candidates.getFirst()), password.get(), origin);
    }

    /** Only MySQL knows as whom the credentials may sign in. Where that is nobody, the first one shows why. */
    private void byTokens(DatabaseExaminer examiner) {
        Optional<String> named = values.find(Variables.DB_USERNAME);
        List<DatabaseAccount> candidates = named.map(name -> List.of(account(name))).orElseGet(() -> ofFirstProcess()
                .map(List::of).orElse(List.of(DatabaseAccount.values())));
        List<Login> logins = candidates.stream().map(account -> new Login(account, settings(named.orElseGet(() -> name(
                account)), ""), "this host's AWS credentials")).toList();
        for (Login login : logins) {
            Examination examination = examiner.examine(login.settings());
            if (examination instanceof Examination.Entered) {
                found.add(login);
            } else if (examination instanceof Examination.Unreachable) {
                break;
            }
        }
        if (found.isEmpty()) {
            found.add(logins.getFirst());
        }
    }

    private DatabaseAccount account(String name) {
        return NAMES.keySet().stream().filter(candidate -> name(candidate).equals(name)).findFirst().orElseGet(
                () -> ofFirstProcess().orElse(DatabaseAccount.SCHEDULER));
    }

    private Optional<DatabaseAccount> ofFirstProcess() {
        String command;
        try {
            command = Files.readString(root.resolve("proc/1/cmdline")).replace('\0', ' ');
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Map.of("winnow-scheduler.jar", DatabaseAccount.SCHEDULER, "winnow-worker.jar", DatabaseAccount.WORKER,
                "winnow-interface-server.jar", DatabaseAccount.INTERFACE_SERVER).entrySet().stream()
                .filter(entry -> command.contains(entry.getKey())).map(Map.Entry::getValue).findFirst();
    }

    private void ofFile(DatabaseAccount account, Path file) {
        if (!Files.isReadable(file)) {
            return;
        }
        try {
            Map<String, String> read = new HashMap<>(EnvironmentFile.read(file).values());
            SettingValues own = SettingValues.of(read);
            Variable secret = account == DatabaseAccount.MIGRATE
                    ? Variables.DB_MIGRATE_PASSWORD
                    : Variables.DB_PASSWORD;
            own.given(secret).ifPresent(password -> add(account, own.given(Variables.DB_USERNAME)
                    .orElseGet(() -> name(account)), password, file.toString()));
        } catch (IOException | SettingsException unreadable) {
            // The settings' check says what is wrong with the file.
            return;
        }
    }

    private void add(DatabaseAccount account, String name, String password, String origin) {
        if (found.stream().noneMatch(login -> login.account() == account)) {
            found.add(new Login(account, settings(name, password), origin));
        }
    }

    private String name(DatabaseAccount account) {
        Variable variable = NAMES.getOrDefault(account, Variables.DB_USERNAME);
        return values.find(variable).orElse("");
    }

    private DatabaseSettings settings(String name, String password) {
        return new DatabaseAccess(values).as(name, password);
    }
}
