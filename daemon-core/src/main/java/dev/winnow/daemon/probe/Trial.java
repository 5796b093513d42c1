package dev.winnow.daemon.probe;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.db.plugin.ProbedContent.ProbedExtension;
import dev.winnow.plugin.loader.ExtensionKind;
import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loads a plugin as a daemon does, and tells what came of it.
 *
 * @param plugin the one that is tried
 * @param deadline for it, and for each that it needs
 */
public record Trial(MaterialisedPlugin plugin, Duration deadline) {
    /** Nobody needs more to judge a plugin. */
    private static final int MOST_EXTENSIONS = 2_000;

    /**
     * Loads it and unloads it again.
     *
     * @param plugins it and those that it needs
     * @param runtimes one for each of their languages; closed
     */
    public Result run(List<MaterialisedPlugin> plugins, List<PluginRuntime> runtimes) {
        try {
            return load(plugins, runtimes);
        } catch (RuntimeException | Error e) {
            // An extension may throw when it is asked for its name.
            return new Result(false, List.of(), List.of(PluginWarning.of(plugin.name(), plugin.digest(),
                    WarningCode.LOAD_FAILED, "Plugin '" + plugin.name() + "' is not loaded: what it registered threw "
                            + e.getClass().getName(),
                    "Correct the plugin, or ask its author; the other plugins are not affected.")), Duration.ZERO);
        }
    }

    private Result load(List<MaterialisedPlugin> plugins, List<PluginRuntime> runtimes) {
        try (PluginLoader loader = new PluginLoader(runtimes, deadline, new PlaceholderSecrets(),
                new ProxyResolver(name -> null))) {
            LoadReport report = loader.load(plugins, List.of());
            boolean loaded = !report.failed().contains(plugin.name());
            List<PluginWarning> warnings = report.warnings().stream().filter(warning -> warning.plugin().equals(plugin
                    .name())).collect(Collectors.toCollection(ArrayList::new));
            if (!loaded && !warnings.isEmpty()) {
                // The loader tells the reason last.
                warnings.addFirst(warnings.removeLast());
            }
            return new Result(loaded, extensions(report), warnings,
                    report.durations().getOrDefault(plugin.name(), Duration.ZERO));
        }
    }

    private List<ProbedExtension> extensions(LoadReport report) {
        return report.registry().all(Extension.class).stream()
                .filter(registered -> registered.plugin().equals(plugin.name())).limit(MOST_EXTENSIONS)
                .map(registered -> new ProbedExtension(ExtensionKind.of(registered.extension()).title(),
                        registered.extension().name()))
                .sorted(Comparator.comparing(ProbedExtension::kind).thenComparing(ProbedExtension::name)).toList();
    }

    /**
     * What came of it.
     *
     * @param loaded whether it loaded
     * @param extensions what it registered, sorted by kind and name
     * @param warnings on it; where it did not load, the first says why
     * @param loadTime how long loading took
     */
    public record Result(boolean loaded, List<ProbedExtension> extensions, List<PluginWarning> warnings,
            Duration loadTime) {
        Result with(List<PluginWarning> more) {
            LinkedHashSet<PluginWarning> all = new LinkedHashSet<>(warnings);
            all.addAll(more);
            return new Result(loaded, extensions, List.copyOf(all), loadTime);
        }
    }
}
