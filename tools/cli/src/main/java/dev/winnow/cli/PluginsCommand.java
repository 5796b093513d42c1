package dev.winnow.cli;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.plugins.AcknowledgeCommand;
import dev.winnow.cli.plugins.DriftCommand;
import dev.winnow.cli.plugins.ExportCommand;
import dev.winnow.cli.plugins.KeygenCommand;
import dev.winnow.cli.plugins.NewCommand;
import dev.winnow.cli.plugins.PlanCommand;
import dev.winnow.cli.plugins.SignCommand;
import dev.winnow.cli.plugins.VerifyCommand;
import dev.winnow.cli.plugins.WarningsCommand;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "plugins", description = "The plugins' life.", mixinStandardHelpOptions = true, subcommands = {
        PlanCommand.class, DriftCommand.class, WarningsCommand.class, AcknowledgeCommand.class, KeygenCommand.class,
        SignCommand.class, VerifyCommand.class, ExportCommand.class, NewCommand.class})
final class PluginsCommand {
    @Command(description = "The plugins of the current generation.", mixinStandardHelpOptions = true)
    void list(@Mixin ApiOptions options) {
        options.list(options.api().items("/plugins", 10_000), "name:NAME", "version:VERSION", "language:LANGUAGE",
                "source:SOURCE", "state:STATE", "warningCount:WARNINGS", "digest:DIGEST");
    }

    @Command(description = "The generations, newest first.", mixinStandardHelpOptions = true)
    void generations(@Mixin ApiOptions options) {
        options.list(options.api().items("/plugins/generations", 100), "id:GENERATION", "reason:REASON",
                "rolledBackTo:ROLLED BACK TO", "createdAt:PUBLISHED");
    }

    @Command(description = "Asks the leading scheduler to look at the sources and publish; a restart loads it.", mixinStandardHelpOptions = true)
    void publish(@Mixin ApiOptions options,
            @Option(names = "--confirm-removals", paramLabel = "DIGEST", description = "confirms the removals that were refused, by the digest that the warning names") @Nullable List<String> confirm) {
        JsonNode answer = options.api().post("/plugins/publish",
                confirm == null ? Map.of() : Map.of("confirmRemovals", confirm));
        options.answer(answer, answer.path("message").asString());
    }

    @Command(description = "Asks for an earlier generation's content; a restart loads it.", mixinStandardHelpOptions = true)
    void rollback(@Mixin ApiOptions options,
            @Parameters(arity = "0..1", paramLabel = "GENERATION") @Nullable Long generation) {
        JsonNode answer = options.api().post("/plugins/rollback",
                generation == null ? Map.of() : Map.of("generation", generation));
        options.answer(answer, answer.path("message").asString());
    }
}
