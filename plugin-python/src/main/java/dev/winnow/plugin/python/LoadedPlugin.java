package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.PluginContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A Python plugin from its loading to its end. */
final class LoadedPlugin implements AutoCloseable {
    private final MaterialisedPlugin plugin;
    private final PluginContext context;
    private final PythonEngine engine;
    private final PythonLimits limits;
    private final Permissions permissions;
    private final Consumer<PluginWarning> noted;
    private final Logger log;
    private final PluginFacts facts;
    private final PluginCalls calls;
    private @Nullable Interpreter loading;
    private boolean abandoned;

    LoadedPlugin(PythonEngine engine, MaterialisedPlugin plugin, PluginContext context, Permissions permissions,
            PythonLimits limits, Consumer<PluginWarning> noted) {
        this.engine = engine;
        this.plugin = plugin;
        this.context = context;
        this.limits = limits;
        this.permissions = permissions;
        this.noted = noted;
        this.facts = PluginFacts.of(plugin, permissions);
        this.log = LoggerFactory.getLogger("dev.winnow.plugin.python." + facts.packageName());
        this.calls = new PluginCalls(plugin.name(), limits, () -> loaded(start(false)));
    }

    /** Loads it and registers what it brings. */
    void load() {
        Interpreter interpreter = begin();
        Extensions extensions = new Extensions(calls);
        try {
            JsonNode registered = interpreter.load(facts.json(), facts.files());
            for (JsonNode definition : registered) {
                context.register(extensions.read(definition));
            }
        } catch (Throwable e) {
            interpreter.close();
            throw e;
        }
        calls.add(interpreter);
    }

    /** What a look through its sources finds, none of which is run. */
    JsonNode inspect() {
        Interpreter interpreter = begin();
        try (interpreter) {
            return interpreter.inspect(facts.json());
        }
    }

    private Interpreter begin() {
        Interpreter interpreter = start(true);
        synchronized (this) {
            if (abandoned) {
                interpreter.close();
                throw new PythonException(PythonError.stopped("loading was given up"));
            }
            loading = interpreter;
        }
        return interpreter;
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
        HostCalls host = new HostCalls(context, permissions, new Notes(plugin), noted, log, first);
        LineLog printed = new LineLog(host::printed);
        return new Interpreter(
                engine.newContext(plugin.folder(), facts.packageName(), permissions, printed, printed), host);
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

    /** Calls the plugin's unload() functions and lets go of its interpreters. */
    @Override
    public void close() {
        calls.close(this::unload);
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
