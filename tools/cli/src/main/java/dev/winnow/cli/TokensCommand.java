package dev.winnow.cli;

import dev.winnow.cli.api.ApiOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "tokens", description = "API tokens.", mixinStandardHelpOptions = true)
final class TokensCommand {
    @Command(description = "All tokens, without their secrets.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options) {
        options.list(options.api().items("/tokens", 10_000), "id:ID", "name:NAME", "user:USER", "role:ROLE",
                "expiresAt:EXPIRES",
                "lastUsedAt:LAST USED");
    }

    @Command(description = "Makes a token for yourself; it is printed once.", mixinStandardHelpOptions = true)
    void create(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", defaultValue = "viewer", description = "viewer, operator or admin; not above your own") String role) {
        JsonNode token = options.api().post("/tokens", Map.of("name", name, "role", role));
        options.answer(token, token.path("token").asString());
    }
}
