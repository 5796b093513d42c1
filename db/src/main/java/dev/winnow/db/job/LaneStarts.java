package dev.winnow.db.job;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where in each lane's index the next look for due jobs begins, and whether it is worth one. MySQL clears away the entries
 * of what was taken only by and by, and walks over them, also over those of the lane that comes next in the index. So:
 *
 * <ul>
 * <li>while much is taken from a lane, a look begins a little before where the last one ended, and only every second, or
 * more seldom where that takes long, at the beginning: nobody who was overlooked waits longer. While little is taken, each
 * begins there
 * <li>a lane in which it took a while to find nothing rests for some times as long, while the others give enough to do
 * </ul>
 */
final class LaneStarts {
    /** Those who commit late have usually asked no longer ago than this before what was taken last. */
    private static final Duration LATE = Duration.ofMillis(50);
    /** So few entries are walked over in no time. */
    private static final int FEW = 1_000;
    /** From one look at the beginning to the next one, which takes at most one part of so many of the time. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(1);
    private static final int PARTS = 20;
    /** A look that finds nothing usually takes less. */
    private static final Duration LONG_LOOK = Duration.ofMillis(2);
    private static final int REST = 4;
    private static final Duration LONGEST_REST = Duration.ofMillis(100);

    private final InstantSource clock;
    private final Map<Priority, Start> starts = new EnumMap<>(Priority.class);
    private final Map<Priority, Instant> restingUntil = new EnumMap<>(Priority.class);

    LaneStarts(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a look at this lane can wait for a moment, where there is something else to do. */
    synchronized boolean rests(Priority lane) {
        return clock.instant().isBefore(restingUntil.getOrDefault(lane, Instant.EPOCH));
    }

    /** For the next look at this lane; {@link Instant#EPOCH} is the beginning. */
    synchronized Look next(Priority lane) {
        Instant now = clock.instant();
        Start start = starts.get(lane);
        boolean fromTheBeginning = start == null || start.taken() < FEW || start.lookAgainAt().isBefore(now);
        return new Look(lane, now, fromTheBeginning || start == null ? Instant.EPOCH : start.at());
    }

    /**
     * Learns what a look brought.
     *
     * @param rows in their order in the index
     * @param all whether nothing more is due
     */
    synchronized void found(Look look, List<JobRow> rows, boolean all) {
        Instant now = clock.instant();
        Duration took = Duration.between(look.begun(), now);
        restingUntil.put(look.lane(), rows.isEmpty() && took.compareTo(LONG_LOOK) > 0
                ? now.plus(shorter(took.multipliedBy(REST), LONGEST_REST))
                : Instant.EPOCH);
        Start before = starts.get(look.lane());
        Instant at = before == null ? Instant.EPOCH : before.at();
        if (!rows.isEmpty()) {
            Instant last = rows.getLast().availableAt().minus(LATE);
            at = all && last.isBefore(at) ? at : last;
        }
        int taken = before == null ? 0 : before.taken();
        Instant lookAgainAt = before == null ? look.begun() : before.lookAgainAt();
        if (look.isFromTheBeginning()) {
            Duration pause = took.multipliedBy(PARTS);
            lookAgainAt = now.plus(pause.compareTo(LOOK_BACK) < 0 ? LOOK_BACK : pause);
            // What was taken a while ago is cleared away by and by.
            taken /= 2;
        }
        starts.put(look.lane(), new Start(at, Math.min(taken, Integer.MAX_VALUE / 2) + rows.size(), lookAgainAt));
    }

    /** What was taken was not taken after all. */
    synchronized void forget() {
        starts.clear();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One look at a lane. */
    record Look(Priority lane, Instant begun, Instant from) {
        private boolean isFromTheBeginning() {
            return from.equals(Instant.EPOCH);
        }
    }

    /** @param taken so many lately */
    private record Start(Instant at, int taken, Instant lookAgainAt) {
    }
}
