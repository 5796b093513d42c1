package dev.winnow.daemon.doctor;

import dev.winnow.db.examination.DatabaseExaminer;
import dev.winnow.db.examination.Examination;
import java.time.InstantSource;
import java.util.List;

/** Whether MySQL lets in as many connections as the live daemons may open. */
final class ConnectionsCheck implements Check {
    /** A daemon's pool, and one for looks at the schema. */
    private static final int OF_A_DAEMON = 11;
    /** For people and backups. */
    private static final int SPARE = 10;

    private final Place place;
    private final List<Login> logins;
    private final SuiteSource suite;
    private final InstantSource clock;

    ConnectionsCheck(Place place, List<Login> logins, SuiteSource suite, InstantSource clock) {
        this.place = place;
        this.logins = logins;
        this.suite = suite;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mysql.connections";
    }

    @Override
    public List<Finding> look() {
        for (Login login : logins) {
            if (new DatabaseExaminer(clock).examine(login.settings()) instanceof Examination.Entered entered) {
                return List.of(judge(entered.facts().maxConnections()));
            }
        }
        return List.of(Finding.skipped(name(), "MySQL could not be asked for max_connections", ""));
    }

    private Finding judge(long most) {
        int daemons;
        try {
            daemons = suite.live().size();
        } catch (RuntimeException unreadable) {
            return Finding.skipped(name(), "The record of processes could not be read from MySQL", "");
        }
        long needed = (long) daemons * OF_A_DAEMON + SPARE;
        String text = "max_connections is " + most + "; " + daemons + " live daemons may open " + (needed - SPARE);
        return most >= needed
                ? Finding.ok(name(), text)
                : Finding.warning(name(), text + ", and some are needed for people and backups",
                        place.sql("SET GLOBAL max_connections = " + Math.max(2 * needed, 200))
                                + "   # and in my.cnf, or the parameter group");
    }
}
