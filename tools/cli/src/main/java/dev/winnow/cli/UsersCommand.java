package dev.winnow.cli;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import dev.winnow.cli.api.Paths;
import dev.winnow.cli.local.FirstUser;
import dev.winnow.cli.local.Surroundings;
import dev.winnow.db.people.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "users", description = "People.", mixinStandardHelpOptions = true)
final class UsersCommand {
    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    @Command(description = "All users.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options) {
        options.list(options.api().items("/users", 10_000), "name:NAME", "role:ROLE", "disabled:DISABLED");
    }

    @Command(description = "Adds a user with a generated password, which is printed once. The very first one is made without a"
            + " token, on the interface server's host, and is an admin.", mixinStandardHelpOptions = true)
    void add(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", description = "viewer, operator or admin; default viewer, for the first user admin") @Nullable String role) {
        String password = Passwords.generate();
        if (!options.hasToken()) {
            FirstUser first = new FirstUser(Surroundings.here().logins());
            if (first.isPossible()) {
                addFirst(first, options, name, password, role);
                return;
            }
        }
        String wanted = role == null ? "viewer" : role;
        JsonNode user = options.api().post("/users", Map.of("name", name, "role", wanted, "password", password));
        options.answer(user, said(name, wanted, password));
    }

    private static void addFirst(FirstUser first, ApiOptions options, String name, String password,
            @Nullable String role) {
        if (role != null && !role.equals("admin")) {
            throw new CliException(CliException.USAGE, "the first user must be an admin: leave --role out", null);
        }
        if (!name.matches(NAMES)) {
            throw new CliException(CliException.USAGE, "a name has 1 to 64 letters, digits, '.', '_', '@' and '-', and"
                    + " begins with a letter or digit", null);
        }
        first.add(name, password, Role.ADMIN);
        options.answer(JsonMapper.builder().build().createObjectNode().put("name", name).put("role", "admin")
                .put("password", password), said(name, "admin", password));
    }

    private static String said(String name, String role, String password) {
        return "User " + name + " (" + role + ") may sign in with the password " + password;
    }

    @Command(name = "reset-password", description = "Gives a user a new, generated password, which is printed once.", mixinStandardHelpOptions = true)
    void resetPassword(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        String password = Passwords.generate();
        JsonNode answer = options.api().post("/users/" + Paths.segment(name) + "/password",
                Map.of("password", password));
        options.answer(answer, "User " + name + " may sign in with the password " + password);
    }
}
