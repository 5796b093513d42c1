package dev.winnow.checks.faults;

import java.sql.Timestamp;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The schedule that fires each second, whoever leads. */
final class Ticks {
    private static final long INTERVAL_MILLIS = 1000;

    private Ticks() {
    }

    /** Every tick from the first to the last is there, and each that fired has its job, which has no other. */
    static void check(Servers servers) {
        // One statement, for it sees one moment: between two the schedule goes on to fire.
        List<Tick> ticks = servers.query(
                "SELECT tick_at, outcome, job_id, (SELECT COUNT(*) FROM job WHERE requested_by = "
                        + "'schedule:beat') AS jobs FROM schedule_tick WHERE schedule = 'beat' ORDER BY tick_at",
                row -> new Tick(row.getTimestamp("tick_at"), row.getString("outcome"), row.getLong("job_id"), row
                        .getLong("jobs")));
        assertThat(ticks).hasSizeGreaterThan(5);
        for (int i = 1; i < ticks.size(); i++) {
            assertThat(ticks.get(i).at().getTime() - ticks.get(i - 1).at().getTime())
                    .as("from " + ticks.get(i - 1) + " to " + ticks.get(i)).isEqualTo(INTERVAL_MILLIS);
        }
        List<Long> fired = ticks.stream().map(Tick::job).filter(job -> job != 0).toList();
        assertThat(fired).doesNotHaveDuplicates();
        assertThat(ticks.getFirst().jobs()).isEqualTo(fired.size());
        System.out.println("faults: " + ticks.size() + " ticks, none missing, " + fired.size() + " jobs");
    }

    /** With how many jobs the schedule had brought when it was read. */
    private record Tick(Timestamp at, String outcome, long job, long jobs) {
    }
}
