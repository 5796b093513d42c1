package dev.winnow.web.frontend;

import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Route;
import dev.winnow.web.problem.Problem;
import dev.winnow.web.service.Shown;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Calls routes on threads of their own, for at most a deadline, and holds their answers against the rules. A call that
 * goes on beyond the deadline counts among those that a plugin may have at once until it ends.
 */
final class RouteCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteCalls.class);
    private static final int LARGEST_ANSWER = 16 << 20;

    private final Duration deadline;
    private final int atOnce;
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("plugin-route-", 0).factory());

    RouteCalls(Duration deadline, int atOnce) {
        this.deadline = deadline;
        this.atOnce = atOnce;
    }

    /** What came of a call. */
    sealed interface Outcome {
        /** An answer that keeps the rules. */
        record Answered(int status, MediaType type, byte[] body) implements Outcome {
        }

        /** None: the problem names the plugin. */
        record Failed(Problem problem) implements Outcome {
        }
    }

    Outcome call(Registered<Route> route, String what, Route.Request request) throws InterruptedException {
        String plugin = route.plugin();
        Semaphore places = free.computeIfAbsent(plugin, name -> new Semaphore(atOnce));
        if (!places.tryAcquire()) {
            return failed(HttpStatus.SERVICE_UNAVAILABLE, "Plugin '" + plugin + "' answers " + atOnce
                    + " requests already: try again in a moment.");
        }
        FutureTask<Route.Response> future = new FutureTask<>(() -> route.extension().handle(request));
        threads.execute(() -> {
            try {
                future.run();
            } finally {
                // Outside of the task, which does not run at all when it is cancelled before its thread got going.
                places.release();
            }
        });
        try {
            return checked(plugin, what, future.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            future.cancel(true);
            LOG.warn("Plugin {} has not answered {} within {} s: the call is interrupted.", plugin, what,
                    deadline.toSeconds());
            return failed(HttpStatus.GATEWAY_TIMEOUT, "Plugin '" + plugin + "' has not answered " + what + " within "
                    + deadline.toSeconds() + " s.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warn("Plugin {} failed to answer {}", plugin, what, cause);
            return failed(HttpStatus.INTERNAL_SERVER_ERROR, "Plugin '" + plugin + "' failed to answer " + what + ": "
                    + Shown.of(Shown.message(cause)));
        }
    }

    /** By a plugin's code, so anything may come. */
    private static Outcome checked(String plugin, String what,
            Route.@org.jspecify.annotations.Nullable Response response) {
        if (response == null || response.body() == null || response.contentType() == null) {
            return wrong(plugin, what, "nothing");
        }
        if (response.status() < 200 || response.status() > 599) {
            return wrong(plugin, what, "the status " + response.status());
        }
        if (response.body().length > LARGEST_ANSWER) {
            return wrong(plugin, what, response.body().length + " bytes, where 16 MiB are allowed");
        }
        try {
            MediaType type = MediaType.parseMediaType(response.contentType());
            return type.isConcrete()
                    ? new Outcome.Answered(response.status(), type, response.body())
                    : wrong(plugin, what, "the content type '" + Shown.of(type) + "'");
        } catch (InvalidMediaTypeException e) {
            return wrong(plugin, what, "the content type '" + Shown.of(response.contentType()) + "'");
        }
    }

    private static Outcome wrong(String plugin, String what, String answer) {
        LOG.warn("Plugin {} answered {} with {}, which is not sent on", plugin, what, answer);
        return failed(HttpStatus.BAD_GATEWAY, "Plugin '" + plugin + "' answered " + what + " with " + answer
                + ", which is not sent on.");
    }

    private static Outcome failed(HttpStatus status, String detail) {
        return new Outcome.Failed(Problem.of(status, detail));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
