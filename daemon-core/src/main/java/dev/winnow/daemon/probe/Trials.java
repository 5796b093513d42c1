package dev.winnow.daemon.probe;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out requests, one after the other, and watches what the plugin does beside registering. */
final class Trials {
    private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

    /** It was given up, or, perhaps, what it needs was. */
    private static final Set<WarningCode> LEFT_BEHIND = Set.of(WarningCode.LOAD_TIMEOUT, WarningCode.DEPENDENCY);

    private final Runtimes runtimes = new Runtimes();
    private final Network network;
    private final AtWork atWork;
    private final Answers answers;

    Trials(Network network, AtWork atWork, Answers answers) {
        this.network = network;
        this.atWork = atWork;
        this.answers = answers;
    }

    /** Whatever a plugin does is told as its own; what fails here is told as that. */
    void carryOut(TrialRequest request) {
        try {
            tryOut(request);
        } catch (InterruptedException | RuntimeException | LinkageError e) {
            LOG.warn("Plugin {} could not be tried", request.plugin(), e);
            answers.send(new ProbeMessage.Failed(request.number(), e.toString()));
            Leaving.now();
        }
    }

    private void tryOut(TrialRequest request) throws InterruptedException {
        List<MaterialisedPlugin> plugins = request.plugins();
        MaterialisedPlugin plugin = plugins.stream().filter(each -> each.name().equals(request.plugin())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plugin to try is not among those sent"));
        List<PluginRuntime> used = runtimes.of(plugins);
        LeftThreads threads = new LeftThreads();
        network.attempts().take();
        try (StartedProcesses processes = new StartedProcesses()) {
            answers.send(new ProbeMessage.Loading(request.number()));
            atWork.begin(plugin);
            Trial.Result result = new Trial(plugin, request.deadline()).run(plugins, used);
            boolean late = result.warnings().stream().anyMatch(warning -> LEFT_BEHIND.contains(warning.code()));
            List<PluginWarning> seen = new ArrayList<>(processes.stop(plugin));
            seen.addAll(network.take(plugin));
            // One that was given up is known to run still.
            Optional<PluginWarning> left = late ? Optional.empty() : threads.find(plugin);
            left.ifPresent(seen::add);
            seen.addAll(inspected(plugin, used, request.deadline()));
            Trial.Result whole = result.with(seen);
            answers.send(new ProbeMessage.Tried(request.number(), whole.loaded(), whole.extensions(), whole.warnings(),
                    whole.loadTime(), late || left.isPresent()));
        } finally {
            atWork.end();
        }
    }

    /** A look through its code. That it fails is no reason against the plugin. */
    private static List<PluginWarning> inspected(MaterialisedPlugin plugin, List<PluginRuntime> runtimes,
            Duration deadline) throws InterruptedException {
        List<PluginWarning> found = new ArrayList<>();
        for (PluginRuntime runtime : runtimes) {
            if (runtime.language() == plugin.manifest().language()) {
                FutureTask<List<PluginWarning>> task = new FutureTask<>(() -> runtime.inspect(plugin));
                Thread.ofPlatform().daemon().name("probe-inspect").start(task);
                try {
                    task.get(deadline.toMillis(), TimeUnit.MILLISECONDS).stream()
                            .map(warning -> warning.withDigest(plugin.digest())).forEach(found::add);
                } catch (ExecutionException | TimeoutException e) {
                    LOG.warn("The code of plugin {} could not be looked through: {}", plugin.name(), e.toString());
                }
            }
        }
        return found;
    }
}
