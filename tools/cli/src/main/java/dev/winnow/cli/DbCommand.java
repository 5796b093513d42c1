package dev.winnow.cli;

import dev.winnow.cli.api.CliException;
import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.TrustedCertificates;
import dev.winnow.db.schema.AccountSetup;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "db", description = "The database. 'winnow db upgrade', which the scheduler's program carries out, brings it to this version.", mixinStandardHelpOptions = true)
final class DbCommand {
    @Command(description = "Makes the database, the four accounts and the daemons' secret files; may be repeated.", mixinStandardHelpOptions = true)
    void init(
            @Option(names = "--admin-user", description = "an account of the server that may create databases and users") @Nullable String adminUser,
            @Option(names = "--admin-password-file", description = "a file that holds its password") @Nullable Path adminPasswordFile,
            @Option(names = "--secrets-dir", defaultValue = "/etc/winnow", description = "where the daemons' secret files are made; default ${DEFAULT-VALUE}") Path secretsDir,
            @Option(names = "--print", description = "print the SQL for a DBA instead of running it") boolean print) {
        Map<String, String> environment = System.getenv();
        String database = environment.getOrDefault("WINNOW_DB_NAME", "winnow");
        // Before any password is made, so that a wrong call changes nothing.
        DatabaseSettings server = print ? null : server(environment, database, adminUser, adminPasswordFile);
        DaemonSecrets secrets = new DaemonSecrets(environment, secretsDir);
        Map<String, String> passwords = new TreeMap<>();
        for (DaemonSecrets.Account account : DaemonSecrets.Account.values()) {
            passwords.put(account.userName(environment), secrets.password(account));
        }
        AccountSetup setup = new AccountSetup(database, DaemonSecrets.Account.MIGRATE.userName(environment), passwords);
        if (server == null) {
            setup.statements().forEach(statement -> System.out.println(statement + ";"));
            return;
        }
        apply(setup, server);
        System.out.println(
                "Database " + database + " and accounts " + String.join(", ", passwords.keySet()) + " are there on "
                        + server.host() + ":" + server.port() + ".");
    }

    private static DatabaseSettings server(Map<String, String> environment, String database, @Nullable String adminUser,
            @Nullable Path adminPasswordFile) {
        if (adminUser == null || adminPasswordFile == null) {
            throw new CliException(CliException.USAGE, "--admin-user and --admin-password-file are needed, or --print",
                    null);
        }
        return new DatabaseSettings(environment.getOrDefault("WINNOW_DB_HOST", "localhost"),
                port(environment.getOrDefault("WINNOW_DB_PORT", "3306")), database, adminUser,
                DaemonSecrets.content("--admin-password-file", adminPasswordFile),
                environment.getOrDefault("WINNOW_DB_TLS", "preferred"))
                .trusting(authorities(environment.get("WINNOW_DB_TLS_CA")));
    }

    static void apply(AccountSetup setup, DatabaseSettings server) {
        try {
            setup.apply(server);
        } catch (IllegalStateException e) {
            throw new CliException(DatabaseProblems.isUnreachable(e) ? CliException.UNREACHABLE : CliException.FAILED,
                    String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable KeyStore authorities(@Nullable String pem) {
        try {
            return pem == null || pem.isBlank() ? null : TrustedCertificates.read(Path.of(pem.strip()));
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.USAGE, "WINNOW_DB_TLS_CA: " + e.getMessage(), e);
        }
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new CliException(CliException.USAGE, "WINNOW_DB_PORT '" + text + "': expected a number", e);
        }
    }
}
