package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.PluginContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plugin's way from its folder to its extensions: whatever comes of it is a result, with a warning on it. */
final class PluginAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(PluginAttempt.class);
    private static final Duration EXPLAIN_DEADLINE = Duration.ofSeconds(2);

    private static final OwnDefinitions DEFINITIONS = new OwnDefinitions();

    private final MaterialisedPlugin plugin;
    private final Optional<PluginRuntime> runtime;
    private final Duration deadline;
    private final LoadingContext context;

    /** @param runtime empty where the plugin has no code */
    PluginAttempt(MaterialisedPlugin plugin, Optional<PluginRuntime> runtime, Duration deadline,
            LoadingContext context) {
        this.plugin = plugin;
        this.runtime = runtime;
        this.deadline = deadline;
        this.context = context;
    }

    boolean hasRuntime() {
        return runtime.isPresent();
    }

    /** Runs the plugin's code, if it has any; the handle unloads it. */
    Optional<AutoCloseable> call() throws Exception {
        return runtime.isPresent()
                ? Optional.of(runtime.get().load(plugin, context, context::note))
                : Optional.empty();
    }

    /** What came of the call. */
    Result result(BoundedCall.Outcome<Optional<AutoCloseable>> outcome) {
        // What another thread of the plugin registers from here on is refused.
        context.end();
        try {
            return switch (outcome) {
                case BoundedCall.Outcome.Done<Optional<AutoCloseable>>(Optional<AutoCloseable> handle) ->
                    succeeded(handle);
                case BoundedCall.Outcome.Failed<Optional<AutoCloseable>>(Throwable failure) ->
                    failed(explained(failure));
                case BoundedCall.Outcome.Late<Optional<AutoCloseable>>(List<StackTraceElement> where) -> {
                    abandon();
                    yield failed(late(where));
                }
            };
        } catch (Throwable e) {
            // What explains or reads its files is ours, but may still stumble over what the plugin is.
            LOG.warn("Plugin {} is not loaded", plugin.name(), e);
            return failed(unexplained(e));
        }
    }

    /** The plugin was not tried. */
    Result refused(PluginWarning reason) {
        context.end();
        return failed(reason);
    }

    private PluginWarning explained(Throwable failure) {
        // A throwable of the plugin's own class may throw, or never return, when it is asked for its message.
        BoundedCall.Outcome<PluginWarning> explained = BoundedCall.call("plugin-explain-" + plugin.name(),
                EXPLAIN_DEADLINE, () -> {
                    LOG.debug("Plugin {} threw while it was loaded", plugin.name(), failure);
                    return runtime.map(code -> code.explain(plugin, failure).withDigest(plugin.digest()))
                            .orElseGet(() -> unexplained(failure));
                }, late -> LOG.debug("What plugin {} threw is explained at last: {}", plugin.name(), late.message()));
        return switch (explained) {
            case BoundedCall.Outcome.Done<PluginWarning>(PluginWarning warning) -> warning;
            case BoundedCall.Outcome.Failed<PluginWarning> failed -> unexplained(failure);
            case BoundedCall.Outcome.Late<PluginWarning> late -> unexplained(failure);
        };
    }

    private PluginWarning unexplained(Throwable failure) {
        return PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.LOAD_FAILED,
                "Plugin '" + plugin.name() + "' is not loaded: it threw " + failure.getClass().getName(),
                "Correct the plugin, or ask its author; the other plugins are not affected.");
    }

    private PluginWarning late(List<StackTraceElement> where) {
        String loader = PluginClassLoader.nameFor(plugin.name());
        Optional<StackTraceElement> frame = where.stream()
                .filter(element -> loader.equals(element.getClassLoaderName())).findFirst();
        String place = frame.map(element -> "; it was in " + element.getClassName() + "." + element.getMethodName())
                .orElse("");
        return PluginWarning
                .of(plugin.name(), plugin.digest(), WarningCode.LOAD_TIMEOUT,
                        "Plugin '" + plugin.name() + "' is not loaded: it was not done after " + seconds() + place,
                        "Let load() register and return at once; slow work belongs in jobs.")
                .at(frame.map(StackTraceElement::getFileName).orElse(null),
                        frame.map(element -> Math.max(element.getLineNumber(), 0)).orElse(0));
    }

    private String seconds() {
        return deadline.toMillis() % 1000 == 0 ? deadline.toSeconds() + " s" : deadline.toMillis() + " ms";
    }

    private void abandon() {
        try {
            runtime.ifPresent(code -> code.abandon(plugin));
        } catch (Throwable e) {
            LOG.warn("The load of plugin {} could not be ended; its thread stays until this process ends",
                    plugin.name(), e);
        }
    }

    /** Unloads what came after the deadline. */
    void closeLate(AutoCloseable handle) {
        try {
            handle.close();
        } catch (Throwable e) {
            LOG.warn("Plugin {} was too late and failed to unload", plugin.name(), e);
        }
    }

    private Result succeeded(Optional<AutoCloseable> handle) {
        Definitions<Extension> definitions = DEFINITIONS.of(plugin);
        List<Extension> extensions = new ArrayList<>(context.extensions());
        extensions.addAll(definitions.found());
        List<PluginWarning> warnings = new ArrayList<>(context.warnings());
        warnings.addAll(definitions.warnings());
        if (handle.isPresent() && extensions.isEmpty() && definitions.warnings().isEmpty()) {
            warnings.add(PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.NOTHING_REGISTERED,
                    "Plugin '" + plugin.name() + "' was loaded but registered nothing, so it does nothing",
                    "Register its extensions in load(), or remove it."));
        }
        return new Result(true, context, extensions, warnings, handle);
    }

    private Result failed(PluginWarning reason) {
        List<PluginWarning> warnings = new ArrayList<>(context.warnings());
        warnings.add(reason);
        return new Result(false, context, List.of(), warnings, Optional.empty());
    }

    /**
     * What came of it.
     *
     * @param extensions none where it failed
     * @param handle unloads it
     */
    record Result(boolean loaded, PluginContext context, List<Extension> extensions, List<PluginWarning> warnings,
            Optional<AutoCloseable> handle) {
    }
}
