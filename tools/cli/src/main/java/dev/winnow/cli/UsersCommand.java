package dev.winnow.cli;

import dev.winnow.cli.api.ApiOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "users", description = "People.", mixinStandardHelpOptions = true)
final class UsersCommand {
    @Command(description = "All users.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options) {
        options.list(options.api().items("/users", 10_000), "name:NAME", "role:ROLE", "disabled:DISABLED");
    }

    @Command(description = "Adds a user with a generated password, which is printed once.", mixinStandardHelpOptions = true)
    void add(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", defaultValue = "viewer", description = "viewer, operator or admin") String role) {
        String password = Passwords.generate();
        JsonNode user = options.api().post("/users", Map.of("name", name, "role", role, "password", password));
        options.answer(user, "User " + name + " (" + role + ") may sign in with the password " + password);
    }

    @Command(name = "reset-password", description = "Gives a user a new, generated password, which is printed once.", mixinStandardHelpOptions = true)
    void resetPassword(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        String password = Passwords.generate();
        JsonNode answer = options.api().post("/users/" + name + "/password", Map.of("password", password));
        options.answer(answer, "User " + name + " may sign in with the password " + password);
    }
}
