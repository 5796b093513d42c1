package dev.winnow.db.examination;

import dev.winnow.db.Connections;
import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Looks at a server over a connection of its own, since a pool would hide why MySQL refuses. Changes nothing. */
public final class DatabaseExaminer {
    private static final String VARIABLES = "SHOW VARIABLES WHERE Variable_name IN ('max_allowed_packet', 'read_only',"
            + " 'super_read_only', 'innodb_read_only', 'max_connections', 'innodb_flush_log_at_trx_commit')";
    private static final String CONNECTION_STATE = "08";

    private final InstantSource clock;

    public DatabaseExaminer(InstantSource clock) {
        this.clock = clock;
    }

    /** Looks as this account; takes up to five seconds where nothing answers, and never throws. */
    public Examination examine(DatabaseSettings settings) {
        try (Connection connection = Connections.open(settings); Statement statement = connection.createStatement()) {
            return new Examination.Entered(facts(statement));
        } catch (SQLException e) {
            String reason = DatabaseProblems.sentence(e, settings);
            return String.valueOf(e.getSQLState()).startsWith(CONNECTION_STATE)
                    ? new Examination.Unreachable(reason)
                    : new Examination.Refused(reason);
        }
    }

    private DatabaseFacts facts(Statement statement) throws SQLException {
        String version = text(statement, "SELECT VERSION()", 1);
        Map<String, String> variables = variables(statement);
        boolean encrypted = !text(statement, "SHOW SESSION STATUS LIKE 'Ssl_cipher'", 2).isEmpty();
        Instant asked = clock.instant();
        Instant theirs = now(statement);
        Duration roundTrip = Duration.between(asked, clock.instant());
        return new DatabaseFacts(version, number(variables, "max_allowed_packet"),
                Duration.between(asked.plus(roundTrip.dividedBy(2)), theirs), roundTrip,
                isOn(variables, "read_only") || isOn(variables, "super_read_only")
                        || isOn(variables, "innodb_read_only"),
                number(variables, "max_connections"), encrypted,
                number(variables, "innodb_flush_log_at_trx_commit") == 1);
    }

    private static Map<String, String> variables(Statement statement) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(VARIABLES)) {
            while (rows.next()) {
                variables.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        return variables;
    }

    private static Instant now(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(3)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    private static String text(Statement statement, String sql, int column) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            String text = row.next() ? row.getString(column) : null;
            return text == null ? "" : text;
        }
    }

    private static long number(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static boolean isOn(Map<String, String> variables, String name) {
        return variables.getOrDefault(name, "").matches("(?i)on|1");
    }
}
