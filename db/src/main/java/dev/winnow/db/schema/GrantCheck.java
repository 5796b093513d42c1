package dev.winnow.db.schema;

import dev.winnow.db.Connections;
import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds what an account was granted against what it needs. Changes nothing. */
public final class GrantCheck {
    private static final Map<Character, String> VERBS = Map.of('S', "SELECT", 'I', "INSERT", 'U', "UPDATE", 'D',
            "DELETE");

    private final DatabaseSettings settings;
    private final DatabaseAccount account;

    public GrantCheck(DatabaseSettings settings, DatabaseAccount account) {
        this.settings = settings;
        this.account = account;
    }

    /**
     * What differs.
     *
     * @param missing what it needs and lacks, for example {@code INSERT on job}
     * @param excess what it has and does not need
     */
    public record Difference(List<String> missing, List<String> excess) {
    }

    /**
     * Asks the server as the account itself.
     *
     * @throws IllegalStateException if it cannot be asked
     */
    public Difference difference() {
        try (Connection connection = Connections.open(settings);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GRANTS")) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return compare(new HeldGrants(settings.name(), lines));
        } catch (SQLException e) {
            throw new IllegalStateException(DatabaseProblems.sentence(e, settings), e);
        }
    }

    private Difference compare(HeldGrants held) {
        return switch (account) {
            case MIGRATE -> new Difference(
                    held.isOwner()
                            ? List.of()
                            : List.of("ALL PRIVILEGES on " + settings.name() + ".* WITH GRANT OPTION"),
                    List.of());
            case SCHEDULER -> compare(held, Privileges.Role.SCHEDULER);
            case WORKER -> compare(held, Privileges.Role.WORKER);
            case INTERFACE_SERVER -> compare(held, Privileges.Role.INTERFACE_SERVER);
        };
    }

    private static Difference compare(HeldGrants held, Privileges.Role role) {
        List<String> missing = new ArrayList<>();
        List<String> excess = new ArrayList<>(held.beyondTables());
        Privileges.of(role).forEach((table, verbs) -> {
            Set<String> wanted = new TreeSet<>();
            for (char verb : verbs) {
                boolean some = verb == 'u';
                String name = some ? "UPDATE" : VERBS.getOrDefault(verb, "");
                boolean may = some
                        ? held.mayUpdate(table, Privileges.UPDATABLE_COLUMNS.getOrDefault(table, List.of()))
                        : held.may(name, table);
                if (!some) {
                    wanted.add(name);
                }
                if (!may) {
                    missing.add(name + " on " + table);
                }
            }
            held.on(table).stream().filter(privilege -> !wanted.contains(privilege) && !privilege.equals("USAGE"))
                    .forEach(privilege -> excess.add(privilege + " on " + table));
        });
        return new Difference(missing, excess);
    }
}
