package dev.winnow.daemon.doctor;

import dev.winnow.db.schema.DatabaseAccount;
import dev.winnow.db.schema.GrantCheck;
import dev.winnow.db.schema.SchemaGate;
import dev.winnow.db.schema.SchemaState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema's version, and what each account whose password is known here may do. */
final class SchemaCheck implements Check {
    private static final int SHOWN = 5;

    private final Place place;
    private final List<Login> logins;

    SchemaCheck(Place place, List<Login> logins) {
        this.place = place;
        this.logins = logins;
    }

    @Override
    public String name() {
        return "mysql.schema";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (Login login : logins) {
            try (SchemaGate gate = SchemaGate.of(login.settings())) {
                SchemaState state = gate.state();
                if (state instanceof SchemaState.Unreachable) {
                    continue;
                }
                if (findings.isEmpty()) {
                    findings.add(judge(gate, state));
                }
                if (state.isUsable() || login.account() == DatabaseAccount.MIGRATE) {
                    findings.add(grants(login));
                }
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.skipped(name(), "MySQL could not be asked for its schema", ""));
        }
        String unknown = Stream.of(DatabaseAccount.values())
                .filter(account -> logins.stream().noneMatch(login -> login.account() == account))
                .map(account -> account.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            findings.add(Finding.skipped("mysql.grants", "Grants not looked at, since their passwords are not known "
                    + "here: " + unknown, place == Place.SYSTEMD ? "sudo winnow doctor" : ""));
        }
        return findings;
    }

    private Finding judge(SchemaGate gate, SchemaState state) {
        String sentence = gate.sentence(state);
        return switch (state) {
            case SchemaState.Current current -> Finding.ok(name(), sentence);
            case SchemaState.Ahead ahead -> Finding.warning(name(), sentence,
                    "# upgrade this host to the release that the others have");
            case SchemaState.Behind behind -> Finding.problem(name(), sentence, place.upgrade());
            case SchemaState.Unreachable unreachable -> Finding.skipped(name(), unreachable.reason(), "");
        };
    }

    private Finding grants(Login login) {
        String check = "mysql.grants." + login.code();
        GrantCheck.Difference difference;
        try {
            difference = new GrantCheck(login.settings(), login.account()).difference();
        } catch (IllegalStateException e) {
            return Finding.skipped(check, String.valueOf(e.getMessage()), "");
        }
        String account = login.settings().username();
        if (!difference.missing().isEmpty()) {
            return Finding.problem(check, account + " lacks " + some(difference.missing()), place.upgrade());
        }
        return difference.excess().isEmpty()
                ? Finding.ok(check, account + " may do what it needs, and nothing else")
                : Finding.warning(check, account + " may do more than it needs: " + some(difference.excess()),
                        place.upgrade());
    }

    private static String some(List<String> items) {
        String shown = items.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return items.size() > SHOWN ? shown + " and " + (items.size() - SHOWN) + " more" : shown;
    }
}
