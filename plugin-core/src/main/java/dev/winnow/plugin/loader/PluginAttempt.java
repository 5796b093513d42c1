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

/** One plugin's way from its folder to its extensions. Whatever goes wrong ends here, as a warning on it. */
final class PluginAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(PluginAttempt.class);
    private static final Duration EXPLAIN_DEADLINE = Duration.ofSeconds(2);

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

    Result run() {
        try {
            return runtime.map(this::runCode).orElseGet(() -> succeeded(Optional.empty()));
        } catch (Throwable e) {
            // What explains or reads its files is ours, but may still stumble over what the plugin is.
            LOG.warn("Plugin {} is not loaded", plugin.name(), e);
            return failed(PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.LOAD_FAILED,
                    "Plugin '" + plugin.name() + "' is not loaded: " + e.getClass().getName(),
                    "The log of this process says more."));
        } finally {
            context.end();
        }
    }

    private Result runCode(PluginRuntime code) {
        BoundedCall.Outcome<AutoCloseable> outcome = BoundedCall.call("plugin-load-" + plugin.name(), deadline,
                () -> code.load(plugin, context, context::note), this::closeLate);
        // What another thread of the plugin registers from here on is refused.
        context.end();
        return switch (outcome) {
            case BoundedCall.Outcome.Done<AutoCloseable>(AutoCloseable handle) -> succeeded(Optional.of(handle));
            case BoundedCall.Outcome.Failed<AutoCloseable>(Throwable failure) -> failed(explained(code, failure));
            case BoundedCall.Outcome.Late<AutoCloseable>(List<StackTraceElement> where) -> {
                abandon(code);
                yield failed(late(where));
            }
        };
    }

    private PluginWarning explained(PluginRuntime code, Throwable failure) {
        // A throwable of the plugin's own class may throw, or never return, when it is asked for its message.
        BoundedCall.Outcome<PluginWarning> explained = BoundedCall.call("plugin-explain-" + plugin.name(),
                EXPLAIN_DEADLINE, () -> {
                    LOG.debug("Plugin {} threw while it was loaded", plugin.name(), failure);
                    return code.explain(plugin, failure).withDigest(plugin.digest());
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

    private void abandon(PluginRuntime code) {
        try {
            code.abandon(plugin);
        } catch (Throwable e) {
            LOG.warn("The load of plugin {} could not be ended; its thread stays until this process ends",
                    plugin.name(), e);
        }
    }

    private void closeLate(AutoCloseable handle) {
        try {
            handle.close();
        } catch (Throwable e) {
            LOG.warn("Plugin {} was too late and failed to unload", plugin.name(), e);
        }
    }

    private Result succeeded(Optional<AutoCloseable> handle) {
        Definitions<Extension> definitions = new OwnDefinitions().of(plugin);
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
