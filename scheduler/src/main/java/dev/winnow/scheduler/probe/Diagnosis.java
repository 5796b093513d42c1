package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.ProbeMessage;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/**
 * Says what an outcome means for the plugin that was tried.
 *
 * @param plugin the one
 * @param heap of the process that tried it
 */
record Diagnosis(MaterialisedPlugin plugin, DataSize heap) {
    private static final String NO_MEMORY = "OutOfMemoryError";
    /** What the JVM ends with where memory is exhausted and it is told to end then. */
    private static final int EXIT_NO_MEMORY = 3;
    private static final int SIGNALS = 128;

    /**
     * Whether the same may not happen in a fresh process: what ended this one need not be the plugin.
     *
     * @param usedBefore whether another plugin was tried in it, which may have left its memory full
     */
    static boolean isDoubtful(Outcome outcome, boolean usedBefore) {
        return outcome instanceof Outcome.Died died && reason(died).isEmpty() && (usedBefore || !ranOutOfMemory(died));
    }

    Verdict of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(ProbeMessage.Tried tried) -> answered(tried);
            case Outcome.Late(Duration waited) -> refused(WarningCode.LOAD_TIMEOUT,
                    "it was not done after " + waited.toSeconds() + " s, and the process that tried it did not answer",
                    "Let load() register and return at once; slow work belongs in jobs.");
            case Outcome.Failed(String why) -> new Verdict.Untried("the process that tries new plugins failed: " + why);
            case Outcome.Died died -> died(died);
        };
    }

    private static Verdict answered(ProbeMessage.Tried tried) {
        if (!tried.loaded() && !tried.warnings().isEmpty()
                && tried.warnings().getFirst().code() == WarningCode.DEPENDENCY) {
            // What it needs is there: the scheduler looked. That it did not load here is not this one's fault.
            return new Verdict.Untried("what it needs could not be loaded: " + tried.warnings().getFirst().message());
        }
        return new Verdict.Tried(tried.loaded(), tried.extensions(), tried.warnings(), tried.loadTime());
    }

    private Verdict died(Outcome.Died died) {
        Optional<PluginWarning> told = reason(died);
        if (told.isPresent()) {
            return new Verdict.Tried(false, List.of(), List.of(told.get()), Duration.ZERO);
        }
        if (ranOutOfMemory(died)) {
            return refused(WarningCode.LOAD_EXHAUSTED, "it uses up the memory of the process that tried it ("
                    + heap.toMegabytes() + " MB heap; " + died.words().with(NO_MEMORY).orElse(NO_MEMORY) + ")",
                    "Let load() take less; if it must have that much, raise WINNOW_PLUGIN_PROBE_HEAP_MB.");
        }
        if (died.exit() > SIGNALS) {
            return refused(WarningCode.LOAD_EXHAUSTED, "the process that tried it was killed by signal "
                    + (died.exit() - SIGNALS) + ", twice",
                    "A crash of native code, or of the whole process by its hand or for want of memory: look at what"
                            + " it brings besides Java, and at the memory of this host.");
        }
        return refused(WarningCode.LOAD_EXIT, "it ended the process that tried it with exit code " + died.exit(),
                "Remove the call that ends the process, such as Runtime.halt; to fail, let load() throw.");
    }

    private Verdict refused(WarningCode code, String why, String hint) {
        return new Verdict.Tried(false, List.of(), List.of(PluginWarning.of(plugin.name(), plugin.digest(), code,
                "Plugin '" + plugin.name() + "' is not loaded: " + why, hint)), Duration.ZERO);
    }

    private static Optional<PluginWarning> reason(Outcome.Died died) {
        return died.ending().map(ProbeMessage.Ending::reason);
    }

    private static boolean ranOutOfMemory(Outcome.Died died) {
        return died.exit() == EXIT_NO_MEMORY && died.words().with(NO_MEMORY).isPresent();
    }
}
