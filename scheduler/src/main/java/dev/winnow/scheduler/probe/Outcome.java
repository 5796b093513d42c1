package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.ProbeMessage;
import java.time.Duration;
import java.util.Optional;

/** What came of asking a process to try a plugin. */
sealed interface Outcome {
    /** It answered. */
    record Answered(ProbeMessage.Tried tried) implements Outcome {
    }

    /** It could not try the plugin, for a reason of its own. */
    record Failed(String why) implements Outcome {
    }

    /** It had no answer in time and was killed. */
    record Late(Duration waited) implements Outcome {
    }

    /**
     * It died at work.
     *
     * @param exit its exit code; 128 and more for a signal
     * @param ending what it said of that, if it could
     * @param words what it printed last
     */
    record Died(int exit, Optional<ProbeMessage.Ending> ending, LastWords words) implements Outcome {
    }
}
