package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.RetryLaterException;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.Condition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Calls into a loaded plugin, each on an interpreter of its own and with a deadline: some interpreters for filters and
 * routes, some for jobs, so that a long job holds up no filter.
 */
final class PluginCalls {
    private static final int FILTER_INTERPRETERS = 4;
    private static final int JOB_INTERPRETERS = 8;
    private static final Duration JOB_STEP = Duration.ofSeconds(1);

    private final String plugin;
    private final PythonLimits limits;
    private final InterpreterPool quick;
    private final InterpreterPool jobs;

    /** @param maker makes another interpreter with the plugin loaded */
    PluginCalls(String plugin, PythonLimits limits, Supplier<Interpreter> maker) {
        this.plugin = plugin;
        this.limits = limits;
        this.quick = new InterpreterPool(FILTER_INTERPRETERS, maker);
        this.jobs = new InterpreterPool(JOB_INTERPRETERS, maker);
    }

    /** Adds an interpreter that is there already. */
    void add(Interpreter interpreter) {
        quick.add(interpreter);
    }

    /** What a filter adds to a query for resources of a type; empty for any type. */
    Condition condition(String filter, Settings values, String resourceType) {
        String settings = Json.write(values.values());
        return quickly("filter", filter, limits.filterCall(), Work.NONE, interpreter -> interpreter.call("apply",
                filter, settings, resourceType), node -> new ConditionReader().read(node));
    }

    /** What a route answers. */
    Route.Response route(String name, String request) {
        return quickly("route", name, limits.routeCall(), Work.NONE, interpreter -> {
            JsonNode answer = interpreter.call("route", name, request);
            byte[] body = answer.has("bytes")
                    ? interpreter.bytes("answered")
                    : answer.path("text").asString("").getBytes(StandardCharsets.UTF_8);
            return new Route.Response(answer.path("status").asInt(200),
                    answer.path("content_type").asString("text/plain"), body);
        }, Function.identity());
    }

    /** What a cloud provider's function says of an account. */
    JsonNode account(String function, String provider, CloudAccount account) {
        String facts = Json.write(InventoryCalls.facts(account));
        return quickly("cloud provider", provider, limits.accountCall(), Work.of(account),
                interpreter -> interpreter.call(function, provider, facts), Function.identity());
    }

    private <A, T> T quickly(String kind, String name, Duration limit, Work work, Function<Interpreter, A> call,
            Function<A, T> read) {
        try {
            return quick.use(patience(limit.multipliedBy(3)), interpreter -> {
                CallGuard guard = new CallGuard(interpreter, limit, () -> true);
                return read.apply(working(interpreter, work, () -> guard.run(() -> call.apply(interpreter))));
            });
        } catch (PythonException e) {
            String why = e.error().kind() == PythonError.Kind.STOPPED
                    ? "took longer than " + limit.toMillis() / 1000.0 + " s and was stopped"
                    : "failed: " + e.getMessage();
            throw new IllegalStateException(called(kind, name) + why, e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalStateException(called(kind, name) + "failed: " + e.getMessage(), e);
        }
    }

    /** Runs a job or a harvest; one that does not stop when it should is stopped after a while of grace. */
    JsonNode run(String kind, String name, JobContext job, Work work, Function<Interpreter, JsonNode> call) {
        try {
            return jobs.use(job::isCancelled, interpreter -> {
                CallGuard guard = new CallGuard(interpreter, JOB_STEP, new CancelledFor(job, limits.jobGrace()));
                return working(interpreter, work, () -> guard.run(() -> call.apply(interpreter)));
            });
        } catch (PythonException e) {
            String message = called(kind, name) + "failed: " + e.getMessage();
            throw switch (e.error().kind()) {
                case CANCELLED, STOPPED ->
                    new JobCancelledException(called(kind, name) + "stopped: " + e.getMessage());
                case NO_RETRY -> new NoRetryException(message, e);
                case RETRY_LATER -> new RetryLaterException(message, Duration.ofSeconds(e.error().afterSeconds()), e);
                case ERROR, SYNTAX, PYTHON2, IMPORT, EXIT, REFUSED, INTERPRETER ->
                    new IllegalStateException(message, e);
            };
        }
    }

    private static <A> A working(Interpreter interpreter, Work work, Supplier<A> call) {
        interpreter.calls().work(work);
        try {
            return call.get();
        } finally {
            interpreter.calls().work(Work.NONE);
        }
    }

    private String called(String kind, String name) {
        return kind + " '" + name + "' of plugin '" + plugin + "' ";
    }

    private static BooleanSupplier patience(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - until >= 0;
    }

    /** Ends all interpreters, each after a farewell. */
    void close(Consumer<Interpreter> farewell) {
        jobs.close(farewell);
        quick.close(farewell);
    }
}
