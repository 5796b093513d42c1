package dev.winnow.db.schema;

import dev.winnow.db.Connections;
import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Migrates the schema with the migrate account, names the installation, and re-applies the grants. Can be repeated. */
public class DatabaseUpgrade {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseUpgrade.class);

    private final DatabaseSettings settings;
    private final GrantAccounts accounts;

    /**
     * @param settings with the migrate account, which may do everything in the database and grant it
     * @param accounts who is granted what
     */
    public DatabaseUpgrade(DatabaseSettings settings, GrantAccounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    /**
     * Upgrades. Several at once wait for each other.
     *
     * @throws UpgradeException in all cases of failure
     */
    public Result run() {
        try (Connection connection = Connections.open(settings)) {
            Result result = migrate();
            nameInstallation(connection);
            new Grants(settings.name(), accounts).apply(connection);
            LOG.info("the schema of {} is at {} ({} migrations were run), the grants of {}, {} and {} are applied",
                    settings.name(), result.version(), result.migrations(), accounts.scheduler(), accounts.worker(),
                    accounts.interfaceServer());
            return result;
        } catch (SQLException e) {
            throw new UpgradeException("the upgrade failed: " + DatabaseProblems.sentence(e, settings), e);
        }
    }

    private Result migrate() throws SQLException {
        DataSource dataSource = new SimpleDriverDataSource(new com.mysql.cj.jdbc.Driver(), Connections.url(settings),
                Connections.properties(settings));
        Flyway flyway = Flyway.configure().dataSource(dataSource).locations("classpath:db/migration")
                .table(Privileges.HISTORY).placeholderReplacement(false).cleanDisabled(true).load();
        try {
            MigrateResult result = flyway.migrate();
            MigrationInfo current = flyway.info().current();
            return new Result(versionOf(current), result.migrationsExecuted);
        } catch (FlywayException e) {
            throw new UpgradeException("the upgrade of database '" + settings.name() + "' failed: "
                    + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")
                    + "; restore the backup or mend what it names, then run 'winnow db upgrade' again", e);
        }
    }

    private static String versionOf(@Nullable MigrationInfo current) {
        return current == null || current.getVersion() == null ? "" : current.getVersion().getVersion();
    }

    private static void nameInstallation(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT IGNORE INTO installation (id, uuid, created_at) VALUES (1, ?, UTC_TIMESTAMP(3))")) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.executeUpdate();
        }
    }

    /**
     * What came of it.
     *
     * @param version the schema's version now
     * @param migrations how many were run
     */
    public record Result(String version, int migrations) {
    }
}
