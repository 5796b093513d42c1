package dev.winnow.plugin.python;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a running Python job asks of its {@link JobContext}, and what it is told of it. */
final class JobCalls {
    private JobCalls() {
    }

    /** The arguments as they are: a Python handler has no record to bind them to. */
    record Arguments(@JsonValue Map<String, Object> values) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Arguments {
        }
    }

    /** What the Python half makes its JobContext of. */
    static String facts(JobContext job) {
        return Json.write(known(job, job.arguments(Arguments.class).values()));
    }

    /** The same before it is written. */
    static Map<String, Object> known(JobContext job, Map<String, Object> arguments) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job_id", job.jobId());
        facts.put("attempt", job.attempt());
        facts.put("priority", job.priority().code());
        facts.put("idempotency_key", job.idempotencyKey());
        facts.put("deadline", job.deadline().toString());
        facts.put("arguments", arguments);
        return facts;
    }

    static @Nullable Object answer(JobContext job, String name, JsonNode argument) {
        switch (name) {
            case "cancelled" -> {
                return job.isCancelled();
            }
            case "progress" -> {
                job.progress(argument.path("done").asLong(0), argument.path("total").asLong(0),
                        argument.path("message").asString(""));
                return null;
            }
            case "job_log" -> {
                job.log(argument.asString(""));
                return null;
            }
            case "request_batch" -> {
                return job.requestBatch(requests(argument), request(argument.path("completion")));
            }
            case "request_chain" -> {
                return job.requestChain(requests(argument));
            }
            case "batch" -> {
                return job.batch().orElse(null);
            }
            default -> {
                return job.request(request(argument));
            }
        }
    }

    private static List<JobRequest> requests(JsonNode argument) {
        return argument.path("requests").valueStream().map(JobCalls::request).toList();
    }

    private static JobRequest request(JsonNode argument) {
        return JobRequest.of(argument.path("type").asString(""), Priority.ofCode(argument.path("priority").asString(
                "")), Json.values(argument.path("arguments"))).with(options(argument));
    }

    private static JobOptions options(JsonNode argument) {
        JsonNode concurrency = argument.path("concurrency");
        JsonNode rate = argument.path("rate");
        Duration delay = duration(argument.path("delay"));
        return new JobOptions(text(argument, "unique_key"), until(argument.path("unique_until").asString("")),
                duration(argument.path("unique_for")), text(argument, "idempotency_key"),
                delay == null ? Duration.ZERO : delay, duration(argument.path("expires_after")),
                duration(argument.path("deadline")),
                concurrency.isObject()
                        ? new JobOptions.Concurrency(concurrency.path("key").asString(""), concurrency.path("most")
                                .asInt(1))
                        : null,
                rate.isObject()
                        ? new JobOptions.Rate(rate.path("key").asString(""), rate.path("most").asInt(1),
                                Duration.ofMillis(rate.path("per").asLong()))
                        : null);
    }

    /** Null where it is not said. */
    static @Nullable Duration duration(JsonNode millis) {
        return millis.isNumber() ? Duration.ofMillis(millis.asLong()) : null;
    }

    private static @Nullable String text(JsonNode argument, String key) {
        String text = argument.path(key).asString("");
        return text.isEmpty() ? null : text;
    }

    private static JobRequest.UniqueUntil until(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "start" -> JobRequest.UniqueUntil.START;
            case "done" -> JobRequest.UniqueUntil.DONE;
            default -> throw new IllegalArgumentException("unique_until '" + text + "': expected start or done");
        };
    }
}
