package dev.winnow.daemon.plugin;

import dev.winnow.db.process.ProcessRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerWatchTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private final Map<Long, Instant> processesHere = new HashMap<>();
    private final SchedulerWatch watch = new SchedulerWatch("here",
            pid -> Optional.ofNullable(processesHere.get(pid)));

    private static ProcessRow row(String id, String host, long pid, String state, int heartbeat) {
        return new ProcessRow(id, "scheduler", host, pid, "1", state, true, null, "", 0, 0, 8101, T0,
                T0.plusSeconds(heartbeat));
    }

    @Test
    void withoutASchedulerItWaits() {
        ProcessRow worker = new ProcessRow("w", "worker", "here", 5, "1", "ready", false, 1L, "p0", 1, 0, 8102, T0, T0);

        assertThat(watch.reasonToWait(List.of(worker))).contains("no scheduler runs");
    }

    @Test
    void aSettledSchedulerElsewhereMustShowASignOfLife() {
        assertThat(watch.reasonToWait(List.of(row("a", "there", 1, "settled", 0)))).get().asString()
                .contains("must show a sign of life");
        assertThat(watch.reasonToWait(List.of(row("a", "there", 1, "settled", 0)))).isPresent();
        assertThat(watch.reasonToWait(List.of(row("a", "there", 1, "settled", 5)))).isEmpty();
    }

    @Test
    void aSettledSchedulerThatRunsHereIsBelievedAtOnce() {
        processesHere.put(7L, T0.plusMillis(40));

        assertThat(watch.reasonToWait(List.of(row("a", "here", 7, "settled", 0)))).isEmpty();
    }

    @Test
    void aRowOfAKilledSchedulerOfThisHostIsOverlooked() {
        assertThat(watch.reasonToWait(List.of(row("old", "here", 7, "settled", 0)))).contains("no scheduler runs");
        assertThat(watch.reasonToWait(List.of(row("old", "here", 7, "starting", 0)))).contains("no scheduler runs");
    }

    @Test
    void anotherProcessWithTheSamePidIsNotTheScheduler() {
        processesHere.put(7L, T0.plusSeconds(60));

        assertThat(watch.reasonToWait(List.of(row("old", "here", 7, "settled", 0)))).contains("no scheduler runs");
    }

    @Test
    void aHeartbeatThatAdvancesCountsEvenIfThePidIsUnknownHere() {
        watch.reasonToWait(List.of(row("a", "here", 7, "settled", 0)));

        assertThat(watch.reasonToWait(List.of(row("a", "here", 7, "settled", 5)))).isEmpty();
    }

    @Test
    void aStartingSchedulerIsWaitedForBesideASettledOne() {
        processesHere.put(7L, T0);
        processesHere.put(8L, T0);

        List<ProcessRow> both = List.of(row("old", "here", 7, "settled", 0), row("new", "here", 8, "starting", 0));
        assertThat(watch.reasonToWait(both)).get().asString().contains("still looking for plugins");
        assertThat(watch.reasonToWait(
                List.of(row("old", "here", 7, "settled", 0), row("new", "here", 8, "settled", 1)))).isEmpty();
    }

    @Test
    void aSuccessorThatSettlesIsBelievedThoughTheKilledOnesRowIsStillThere() {
        ProcessRow killed = row("old", "there", 1, "settled", 0);
        assertThat(watch.reasonToWait(List.of(killed))).isPresent();
        assertThat(watch.reasonToWait(List.of(killed, row("new", "there", 9, "starting", 3)))).isPresent();
        assertThat(watch.reasonToWait(List.of(killed, row("new", "there", 9, "settled", 6)))).isEmpty();
    }

    @Test
    void aSchedulerThatStopsIsNotTrusted() {
        processesHere.put(7L, T0);

        assertThat(watch.reasonToWait(List.of(row("a", "here", 7, "draining", 0)))).get().asString()
                .contains("is stopping");
    }
}
