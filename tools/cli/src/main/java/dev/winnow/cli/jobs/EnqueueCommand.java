package dev.winnow.cli.jobs;

import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "enqueue", description = "Asks for a job. Spans are written as 30s, 15m, 1h30m or 2d.", mixinStandardHelpOptions = true)
final class EnqueueCommand implements Runnable {
    private static final Pattern CONCURRENCY = Pattern.compile("(.+)=(\\d{1,9})");
    private static final Pattern RATE = Pattern.compile("(.+)=(\\d{1,9})/(\\w+)");

    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(paramLabel = "TYPE")
    private String type = "";

    @Option(names = "--priority", defaultValue = "p0", description = "p0, p1 or p2; default ${DEFAULT-VALUE}")
    private String priority = "p0";

    @Option(names = "--arg", paramLabel = "NAME=VALUE", description = "a number or true/false is sent as such")
    private @Nullable Map<String, String> arguments;

    @Option(names = "--unique", paramLabel = "KEY", description = "an unfinished job with this key is taken instead")
    private @Nullable String uniqueKey;

    @Option(names = "--unique-until", paramLabel = "START|DONE", description = "how long the job keeps its unique key; default done")
    private @Nullable String uniqueUntil;

    @Option(names = "--unique-for", paramLabel = "SPAN", description = "keeps the unique key for this long, finished or not")
    private @Nullable String uniqueFor;

    @Option(names = "--idempotency-key", paramLabel = "KEY", description = "the same command again within a day is the same job")
    private @Nullable String idempotencyKey;

    @Option(names = "--delay", paramLabel = "SPAN", description = "not to be started sooner")
    private @Nullable String delay;

    @Option(names = "--expires-after", paramLabel = "SPAN", description = "not to be started any more after this")
    private @Nullable String expiresAfter;

    @Option(names = "--deadline", paramLabel = "SPAN", description = "an attempt that runs for longer is cancelled")
    private @Nullable String deadline;

    @Option(names = "--concurrency", paramLabel = "KEY=N", description = "at most N jobs of this key at once")
    private @Nullable String concurrency;

    @Option(names = "--rate", paramLabel = "KEY=N/SPAN", description = "at most N jobs of this key started in a span, for example mail=10/1m")
    private @Nullable String rate;

    @Option(names = "--force", description = "also when no live worker has a handler for the type; the job waits for one")
    private boolean force;

    @Override
    public void run() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("priority", priority);
        Map<String, Object> values = new LinkedHashMap<>();
        if (arguments != null) {
            arguments.forEach((name, value) -> values.put(name, typed(value)));
        }
        body.put("arguments", values);
        put(body, "uniqueKey", uniqueKey);
        put(body, "uniqueUntil", uniqueUntil);
        put(body, "uniqueFor", uniqueFor);
        put(body, "idempotencyKey", idempotencyKey);
        put(body, "delay", delay);
        put(body, "expiresAfter", expiresAfter);
        put(body, "deadline", deadline);
        put(body, "concurrency", concurrency == null ? null : concurrency(concurrency));
        put(body, "rate", rate == null ? null : rate(rate));
        put(body, "force", force ? Boolean.TRUE : null);
        JsonNode job = options.api().post("/jobs", body);
        options.answer(job, "Job " + job.path("id").asString() + " is asked for.");
    }

    private static Map<String, Object> concurrency(String text) {
        Matcher matcher = CONCURRENCY.matcher(text);
        if (!matcher.matches()) {
            throw new CliException(CliException.USAGE,
                    "--concurrency: expected KEY=N, such as account-7=2, got '" + text
                            + "'",
                    null);
        }
        return Map.of("key", matcher.group(1), "most", Long.parseLong(matcher.group(2)));
    }

    private static Map<String, Object> rate(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            throw new CliException(CliException.USAGE, "--rate: expected KEY=N/SPAN, such as mail=10/1m, got '" + text
                    + "'", null);
        }
        return Map.of("key", matcher.group(1), "most", Long.parseLong(matcher.group(2)), "per", matcher.group(3));
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static Object typed(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        return value.matches("-?\\d{1,18}") ? (Object) Long.valueOf(value) : value;
    }
}
