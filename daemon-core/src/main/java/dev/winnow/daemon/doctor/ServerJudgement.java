package dev.winnow.daemon.doctor;

import dev.winnow.db.examination.DatabaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/** What is to be said of a database server's version, settings and clock. */
final class ServerJudgement {
    private static final DataSize LEAST_PACKET = DataSize.ofMegabytes(4);
    private static final DataSize GOOD_PACKET = DataSize.ofMegabytes(16);
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*", Pattern.DOTALL);
    private static final int OLDEST_MYSQL = 800;
    private static final int OLDEST_MARIADB = 1006;
    private static final int TRIED_MARIADB = 1100;

    private final Place place;

    ServerJudgement(Place place) {
        this.place = place;
    }

    List<Finding> of(DatabaseFacts facts) {
        List<Finding> findings = new ArrayList<>();
        findings.add(version(facts));
        findings.add(packet(facts));
        findings.add(facts.readOnly()
                ? Finding.problem("mysql.writable", "The server is read-only: nothing can be recorded",
                        place.set("WINNOW_DB_HOST", "HOST") + "   # HOST: the writer (primary)")
                : Finding.ok("mysql.writable", "The server takes writes"));
        findings.add(facts.durable()
                ? Finding.ok("mysql.durable", "A commit is on disk when it is answered")
                : Finding.warning("mysql.durable", "innodb_flush_log_at_trx_commit is not 1: a crash of the server "
                        + "loses up to a second of what was recorded",
                        place.sql(
                                "SET GLOBAL innodb_flush_log_at_trx_commit = 1")));
        findings.add(Finding.ok("mysql.tls", facts.encrypted()
                ? "The connection is encrypted"
                : "The connection is not encrypted (WINNOW_DB_TLS)"));
        findings.add(Clocks.judge("mysql.clock", "MySQL's clock", facts.clockAhead(), facts.roundTrip()));
        return findings;
    }

    private Finding version(DatabaseFacts facts) {
        Matcher parts = VERSION.matcher(facts.version());
        int number = parts.matches()
                ? Integer.parseInt(parts.group(1)) * 100 + Integer.parseInt(parts.group(2))
                : Integer.MAX_VALUE;
        String text = (facts.isMariaDb() ? "MariaDB " : "MySQL ") + facts.version();
        if (number < (facts.isMariaDb() ? OLDEST_MARIADB : OLDEST_MYSQL)) {
            return Finding.problem("mysql.version", text + " is too old: it lacks SKIP LOCKED or JSON_TABLE",
                    "# upgrade the server to MySQL 8.0 or MariaDB 11, or newer");
        }
        return facts.isMariaDb() && number < TRIED_MARIADB
                ? Finding.warning("mysql.version", text + " was never tried with Winnow",
                        "# upgrade the server to MariaDB 11 or newer")
                : Finding.ok("mysql.version", text);
    }

    private Finding packet(DatabaseFacts facts) {
        DataSize packet = DataSize.ofBytes(facts.maxAllowedPacket());
        String text = "max_allowed_packet is " + packet.toKilobytes() + " KiB";
        String fix = place.sql((facts.isMariaDb() ? "SET GLOBAL" : "SET PERSIST") + " max_allowed_packet = 67108864")
                + (facts.isMariaDb() ? "   # and in my.cnf, below [mysqld]" : "");
        if (packet.compareTo(LEAST_PACKET) < 0) {
            return Finding.problem("mysql.packet", text + ": publishing plugins and recording results of 1 MiB fails",
                    fix);
        }
        return packet.compareTo(GOOD_PACKET) < 0
                ? Finding.warning("mysql.packet", text + ", less than the 16 MiB that Winnow was tried with", fix)
                : Finding.ok("mysql.packet", text);
    }
}
