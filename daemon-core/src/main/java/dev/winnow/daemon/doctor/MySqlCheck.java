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
    private final DatabaseSettings server;
    private final DatabaseExaminer examiner;
    private final ServerJudgement judgement;

    /**
     * @param server by whatever account
     */
    MySqlCheck(Place place, List<Login> logins, DatabaseSettings server, InstantSource clock) {
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
                    .host() + ":" + server.port() + " was not looked at",
                    switch (place) {
                        case COMPOSE, QUICKSTART -> place.winnow("doctor") + "   # where a daemon runs";
                        case SYSTEMD -> "sudo winnow doctor";
                        case SHELL ->
                            "# run it where a daemon runs, or set WINNOW_DB_USERNAME and WINNOW_DB_PASSWORD_FILE";
                    }));
        }
        List<Finding> findings = new ArrayList<>();
        Optional<DatabaseFacts> facts = Optional.empty();
        for (Login login : logins) {
            DatabaseSettings settings = login.settings();
            String check = "mysql.account." + login.code();
            switch (examiner.examine(settings)) {
                case Examination.Entered entered -> {
                    findings.add(Finding.ok(check, "Account " + settings.username() + " may enter " + settings.name()
                            + origin(login)));
                    facts = Optional.of(entered.facts());
                }
                case Examination.Refused refused -> findings.add(Finding.problem(check, refused.reason()
                        + origin(login), repair(settings)));
                case Examination.Unreachable unreachable -> {
                    // It will not answer the next account either.
                    return List.of(Finding.unreachable("mysql.reachable", unreachable.reason(),
                            place == Place.COMPOSE
                                    ? "docker compose up -d mysql && docker compose logs --tail 50 mysql"
                                    : "nc -vz " + ShellWord.of(settings.host()) + " " + settings.port()));
                }
            }
        }
        facts.ifPresent(entered -> findings.addAll(judgement.of(entered)));
        return findings;
    }

    private static String origin(Login login) {
        return " (" + (login.settings().tokens() == null ? "password" : "token") + " from " + login.origin() + ")";
    }

    private String repair(DatabaseSettings settings) {
        if (settings.tokens() != null) {
            return "aws sts get-caller-identity   # it needs rds-db:connect as " + settings.username()
                    + ": docs/managed-services.md";
        }
        return switch (place) {
            case COMPOSE -> "docker compose run --rm migrate";
            case SYSTEMD, SHELL ->
                "sudo winnow db init --admin-user root --admin-password-file FILE && " + place.upgrade();
            case QUICKSTART -> place.restart();
        };
    }
}
