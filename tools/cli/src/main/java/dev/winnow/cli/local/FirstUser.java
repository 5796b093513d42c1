package dev.winnow.cli.local;

import dev.winnow.cli.api.CliException;
import dev.winnow.daemon.doctor.Login;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.JpaConfiguration;
import dev.winnow.db.people.AuditLog;
import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.db.schema.DatabaseAccount;
import dev.winnow.db.schema.SchemaGate;
import dev.winnow.db.schema.SchemaState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/**
 * Makes the first user on the interface server's host, as that server's MySQL account and without the API, which needs a
 * user. Once there is one, this is refused: who can read the server's password is not thereby an admin.
 */
public final class FirstUser {
    private final List<Login> logins;

    public FirstUser(List<Login> logins) {
        this.logins = List.copyOf(logins);
    }

    /** Whether the interface server's account is known here. */
    public boolean isPossible() {
        return logins.stream().anyMatch(login -> login.account() == DatabaseAccount.INTERFACE_SERVER);
    }

    /**
     * Makes the user.
     *
     * @throws CliException if there is a user already, or MySQL cannot be used
     */
    public void add(String name, String password, Role role) {
        DatabaseSettings settings = logins.stream()
                .filter(login -> login.account() == DatabaseAccount.INTERFACE_SERVER).map(Login::settings).findFirst()
                .orElseThrow(() -> new IllegalStateException("asked for where it is not possible"));
        try (SchemaGate gate = SchemaGate.of(settings)) {
            SchemaState state = gate.state();
            if (!state.isUsable()) {
                throw new CliException(state instanceof SchemaState.Unreachable
                        ? CliException.UNREACHABLE
                        : CliException.FAILED, gate.sentence(state), null);
            }
        }
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DatabaseSettings.class, () -> settings);
            context.register(DatabaseConfiguration.class, JpaConfiguration.class);
            context.refresh();
            add(context.getBean(People.class), context.getBean(AuditLog.class), name, password, role);
        }
    }

    private static void add(People people, AuditLog audit, String name, String password, Role role) {
        if (!people.isEmpty()) {
            throw new CliException(CliException.USAGE,
                    "no API token is known: set WINNOW_TOKEN or WINNOW_TOKEN_FILE (Settings, "
                            + "API tokens makes one). Without one only the very first user can be made here, and there are users "
                            + "already",
                    null);
        }
        people.add(name, String.valueOf(PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password)),
                role,
                false);
        audit.record("winnow users add", "user.add", "user:" + name, Map.of("role", role.name().toLowerCase(
                Locale.ROOT)), "");
    }
}
