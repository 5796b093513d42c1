package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.RetryLaterException;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.Condition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A Python plugin with its interpreters: some for filters, some for jobs, so that a long job holds up no filter. */
final class LoadedPlugin implements AutoCloseable {
    private static final int FILTER_INTERPRETERS = 4;
    private static final int JOB_INTERPRETERS = 8;
    private static final Duration JOB_STEP = Duration.ofSeconds(1);

    private final MaterialisedPlugin plugin;
    private final PluginContext context;
    private final PythonEngine engine;
    private final Limits limits;
    private final Logger log;
    private final InterpreterPool filters = new InterpreterPool(FILTER_INTERPRETERS, () -> loaded(start(false)));
    private final InterpreterPool jobs = new InterpreterPool(JOB_INTERPRETERS, () -> loaded(start(false)));
    private final PluginFacts facts;
    private @Nullable Interpreter loading;
    private boolean abandoned;

    /** How long things may take. */
    record Limits(Duration load, Duration filterCall, Duration jobGrace, Duration unload) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    LoadedPlugin(PythonEngine engine, MaterialisedPlugin plugin, PluginContext context, Limits limits) {
        this.engine = engine;
        this.plugin = plugin;
        this.context = context;
        this.limits = limits;
        this.facts = PluginFacts.of(plugin);
        this.log = LoggerFactory.getLogger("dev.winnow.plugin.python." + facts.packageName());
    }

    /** Loads it and registers what it brings. */
    void load() {
        Interpreter interpreter = start(true);
        synchronized (this) {
            if (abandoned) {
                interpreter.close();
                throw new IllegalStateException("loading was given up");
            }
            loading = interpreter;
        }
        Extensions extensions = new Extensions(this);
        try {
            JsonNode registered = interpreter.load(facts.json(), facts.files());
            for (JsonNode definition : registered) {
                context.register(extensions.read(definition));
            }
        } catch (Throwable e) {
            interpreter.close();
            throw e;
        }
        filters.add(interpreter);
    }

    /** Ends a load that takes too long. */
    void abandon() {
        Interpreter running;
        synchronized (this) {
            abandoned = true;
            running = loading;
        }
        if (running != null) {
            running.stop();
        }
    }

    private Interpreter start(boolean first) {
        HostCalls calls = new HostCalls(context, log, first);
        LineLog printed = new LineLog(calls::printed);
        return new Interpreter(engine.newContext(plugin.folder(), facts.packageName(), printed, printed), calls);
    }

    private Interpreter loaded(Interpreter interpreter) {
        try {
            new CallGuard(interpreter, limits.load(), () -> true)
                    .run(() -> interpreter.load(facts.json(), facts.files()));
            return interpreter;
        } catch (Throwable e) {
            interpreter.close();
            throw e;
        }
    }

    /** What a filter adds to a query. */
    Condition condition(String filter, Settings values) {
        String settings = Json.write(values.values());
        try {
            return filters.use(patience(limits.filterCall().multipliedBy(3)), interpreter -> {
                CallGuard guard = new CallGuard(interpreter, limits.filterCall(), () -> true);
                return new ConditionReader().read(guard.run(() -> interpreter.call("apply", filter, settings)));
            });
        } catch (PythonException e) {
            String why = e.error().kind() == PythonError.Kind.STOPPED
                    ? "took longer than " + limits.filterCall().toMillis() / 1000.0 + " s and was stopped"
                    : "failed: " + e.getMessage();
            throw new IllegalStateException(called("filter", filter) + why, e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalStateException(called("filter", filter) + "failed: " + e.getMessage(), e);
        }
    }

    /** Runs a job; one that does not stop when it should is stopped after a while of grace. */
    JobResult run(String type, JobContext job) {
        String jobFacts = JobCalls.facts(job);
        try {
            return jobs.use(job::isCancelled, interpreter -> {
                interpreter.calls().job(job);
                try {
                    CallGuard guard = new CallGuard(interpreter, JOB_STEP, new CancelledFor(job, limits.jobGrace()));
                    return result(guard.run(() -> interpreter.call("run", type, jobFacts)));
                } finally {
                    interpreter.calls().job(null);
                }
            });
        } catch (PythonException e) {
            String message = called("job", type) + "failed: " + e.getMessage();
            throw switch (e.error().kind()) {
                case CANCELLED, STOPPED ->
                    new JobCancelledException(called("job", type) + "stopped: " + e.getMessage());
                case NO_RETRY -> new NoRetryException(message, e);
                case RETRY_LATER -> new RetryLaterException(message, Duration.ofSeconds(e.error().afterSeconds()), e);
                case ERROR, SYNTAX, IMPORT, EXIT, REFUSED, INTERPRETER -> new IllegalStateException(message, e);
            };
        }
    }

    private static JobResult result(JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Object value = Json.plain(entry.getValue());
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        }
        return new JobResult(values);
    }

    private String called(String kind, String name) {
        return kind + " '" + name + "' of plugin '" + plugin.name() + "' ";
    }

    private static BooleanSupplier patience(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - until >= 0;
    }

    /** Calls the plugin's unload() functions and lets go of its interpreters. */
    @Override
    public void close() {
        jobs.close(this::unload);
        filters.close(this::unload);
    }

    private void unload(Interpreter interpreter) {
        try {
            JsonNode failures = new CallGuard(interpreter, limits.unload(), () -> true)
                    .run(() -> interpreter.call("unload"));
            for (JsonNode failure : failures) {
                log.warn("unload() of plugin '{}' failed: {}", plugin.name(), PythonError.read(failure).sentence());
            }
        } catch (PythonException e) {
            log.warn("unload() of plugin '{}' failed: {}", plugin.name(), e.getMessage());
        }
    }
}
