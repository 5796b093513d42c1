package dev.winnow.cli;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "accounts", description = "Cloud accounts.", mixinStandardHelpOptions = true)
final class AccountsCommand {
    @Command(description = "All cloud accounts.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options) {
        options.list(options.api().items("/accounts", 10_000), "id:ID", "name:NAME", "provider:PROVIDER");
    }

    @Command(description = "Adds a cloud account.", mixinStandardHelpOptions = true)
    void add(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--provider", required = true, description = "aws, aws-file, or what a plugin brings") String provider,
            @Option(names = "--region", description = "may be given several times") @Nullable List<String> regions,
            @Option(names = "--profile") @Nullable String profile,
            @Option(names = "--role-arn") @Nullable String roleArn,
            @Option(names = "--external-id") @Nullable String externalId,
            @Option(names = "--endpoint") @Nullable String endpoint,
            @Option(names = "--path", description = "of provider aws-file: a file or folder on the workers") @Nullable String path,
            @Option(names = "--set", paramLabel = "SETTING=VALUE", description = "any other setting of the provider") @Nullable Map<String, String> others) {
        Map<String, Object> settings = new LinkedHashMap<>();
        put(settings, "regions", regions);
        put(settings, "profile", profile);
        put(settings, "role_arn", roleArn);
        put(settings, "external_id", externalId);
        put(settings, "endpoint", endpoint);
        put(settings, "path", path);
        if (others != null) {
            settings.putAll(others);
        }
        JsonNode added = options.api().post("/accounts",
                Map.of("name", name, "provider", provider, "settings", settings));
        options.answer(added, "Account " + name + " has id " + added.path("id").asString()
                + ". `winnow accounts test " + name + "` tries it, `winnow accounts harvest " + name
                + "` harvests it now.");
    }

    @Command(description = "Tries an account without changing anything.", mixinStandardHelpOptions = true)
    void test(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        Api api = options.api();
        JsonNode answer = api.post("/accounts/" + id(api, name) + "/test", Map.of());
        options.answer(answer, answer.path("message").asString());
        if (!answer.path("ok").asBoolean(true)) {
            throw new CliException(CliException.FAILED, "account " + name + " cannot be used", null);
        }
    }

    @Command(description = "Harvests an account now (a p0 job).", mixinStandardHelpOptions = true)
    void harvest(@Mixin ApiOptions options, @Parameters(paramLabel = "NAME") String name) {
        Api api = options.api();
        JsonNode job = api.post("/accounts/" + id(api, name) + "/harvest", Map.of());
        options.answer(job, "Job " + job.path("id").asString() + " harvests account " + name + ".");
    }

    private static String id(Api api, String name) {
        return api.items("/accounts", 10_000).valueStream()
                .filter(account -> account.path("name").asString().equals(name)
                        || account.path("id").asString().equals(name))
                .map(account -> account.path("id").asString()).findFirst().orElseThrow(
                        () -> new CliException(CliException.FAILED,
                                "there is no account '" + name + "': `winnow accounts list`", null));
    }

    private static void put(Map<String, Object> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value);
        }
    }
}
