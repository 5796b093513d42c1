package dev.winnow.cli.api;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What every command over the API takes, and how it shows what came back. */
public final class ApiOptions {
    @Option(names = "--url", description = "the interface server; default WINNOW_URL, else http://localhost:8001")
    private @Nullable String url;

    @Option(names = "--json", description = "print the API's JSON instead of a table")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** The API, where these options say. */
    public Api api() {
        return new Api(Whereabouts.find(Optional.ofNullable(url), System.getenv(), Path.of("").toAbsolutePath()));
    }

    /** Whether it is known as whom to ask. */
    public boolean hasToken() {
        return Whereabouts.hasToken(System.getenv(), Path.of("").toAbsolutePath());
    }

    /** Where to print. */
    public PrintWriter out() {
        if (command == null) {
            throw new IllegalStateException("only within a command");
        }
        return command.commandLine().getOut();
    }

    /** Whether JSON is wanted. */
    public boolean isJson() {
        return json;
    }

    /** Prints a list: as a table of some of its properties, {@code property:HEADING}, or as JSON. */
    public void list(JsonNode items, String... columns) {
        if (json) {
            out().println(items.toPrettyString());
        } else {
            out().print(Table.of(items, columns));
            out().flush();
        }
    }

    /** Prints one answer: a sentence, or as JSON. */
    public void answer(JsonNode answer, String sentence) {
        out().println(json ? answer.toPrettyString() : sentence);
    }
}
