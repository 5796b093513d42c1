package dev.winnow.cli.plugins;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code winnow plugins acknowledge}: somebody has seen a warning. */
@Command(name = "acknowledge", description = "Says that a warning was seen, so that it no longer counts.", mixinStandardHelpOptions = true)
public final class AcknowledgeCommand implements Runnable {
    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,4})([mhdw])");
    private static final int SHORTEST = 6;

    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "as 'warnings' shows it; its beginning is enough")
    private String id = "";

    @Option(names = "--for", paramLabel = "SPAN", description = "for how long, for example 12h, 7d or 4w; default for good")
    private @Nullable String span;

    @Option(names = "--note", paramLabel = "TEXT", description = "why, for others")
    private @Nullable String note;

    @Option(names = "--take-back", description = "lets it count again")
    private boolean takeBack;

    private final InstantSource clock = InstantSource.system();

    @Override
    public void run() {
        Map<String, Object> body = body();
        Api api = options.api();
        JsonNode warning = find(api);
        String path = "/plugins/" + warning.path("plugin").asString() + "/warnings/" + warning.path("id").asString()
                + "/acknowledge";
        JsonNode answer = takeBack ? api.delete(path) : api.post(path, body);
        options.answer(answer, WarningText.head(warning)
                + (takeBack
                        ? " counts again."
                        : " is acknowledged" + (span == null ? " for good." : " for " + span + ".")));
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        if (note != null) {
            body.put("note", note);
        }
        if (span != null) {
            body.put("expiresAt", clock.instant().plus(duration(span)).toString());
        }
        return body;
    }

    private JsonNode find(Api api) {
        List<JsonNode> found = id.length() < SHORTEST
                ? List.of()
                : api.items("/plugins/warnings", 10_000).valueStream()
                        .filter(warning -> warning.path("id").asString().startsWith(id)).toList();
        if (found.size() != 1) {
            throw new CliException(found.isEmpty() ? CliException.FAILED : CliException.USAGE, id.length() < SHORTEST
                    ? "give at least " + SHORTEST + " digits of the id"
                    : (found.isEmpty() ? "no open warning has" : found.size() + " warnings have")
                            + " an id that begins "
                            + id + ": see 'winnow plugins warnings --all'",
                    null);
        }
        return found.getFirst();
    }

    static Duration duration(String text) {
        Matcher matcher = SPAN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new CliException(CliException.USAGE, "--for: expected a number with m, h, d or w, such as 7d, got '"
                    + text + "'", null);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}
