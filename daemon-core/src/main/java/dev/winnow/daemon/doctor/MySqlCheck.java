package dev.winnow.daemon.doctor;

import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.examination.DatabaseExaminer;
import dev.winnow.db.examination.DatabaseFacts;
import dev.winnow.db.examination.Examination;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MySQL or MariaDB: that it answers and lets each account in, its version, settings and clock. */
final class MySqlCheck implements Check {
    private final Place place;
    private final List<Login> logins;
    private final String server;
    private final DatabaseExaminer examiner;
    private final ServerJudgement judgement;

    /**
     * @param server host and port, for messages
     */
    MySqlCheck(Place place, List<Login> logins, String server, InstantSource clock) {
        this.place = place;
        this.logins = logins;
        this.server = server;
        this.examiner = new DatabaseExaminer(clock);
        this.judgement = new ServerJudgement(place);
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public List<Finding> look() {
        if (logins.isEmpty()) {
            return List.of(Finding.skipped("mysql.account", "No account's password is known here, so MySQL at " + server
                    + " was not looked at",
                    place == Place.SYSTEMD
                            ? "sudo winnow doctor"
                            : "run it where a daemon runs, or set WINNOW_DB_USERNAME and WINNOW_DB_PASSWORD_FILE"));
        }
        List<Finding> findings = new ArrayList<>();
        Optional<DatabaseFacts> facts = Optional.empty();
        for (Login login : logins) {
            DatabaseSettings settings = login.settings();
            String check = "mysql.account." + login.code();
            switch (examiner.examine(settings)) {
                case Examination.Entered entered -> {
                    findings.add(Finding.ok(check, "Account " + settings.username() + " may enter " + settings.name()
                            + " (password from " + login.origin() + ")"));
                    facts = Optional.of(entered.facts());
                }
                case Examination.Refused refused -> findings.add(Finding.problem(check, refused.reason()
                        + " (password from " + login.origin() + ")", repair()));
                case Examination.Unreachable unreachable -> {
                    // It will not answer the next account either.
                    return List.of(Finding.unreachable("mysql.reachable", unreachable.reason(),
                            place == Place.COMPOSE
                                    ? "docker compose up -d mysql && docker compose logs --tail 50 mysql"
                                    : "nc -vz " + settings.host() + " " + settings.port()));
                }
            }
        }
        facts.ifPresent(entered -> findings.addAll(judgement.of(entered)));
        return findings;
    }

    private String repair() {
        return switch (place) {
            case COMPOSE -> "docker compose run --rm migrate";
            case SYSTEMD, SHELL ->
                "sudo winnow db init --admin-user root --admin-password-file FILE && " + place.upgrade();
            case QUICKSTART -> "winnow quickstart";
        };
    }
}
