package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The names of everything in Redis. They share a hash tag: in a cluster all of it lies in one slot. */
final class Keys {
    static final String PREFIX = "{winnow}:";

    /** Owners by the end of their lease (sorted set). */
    static final String LEASES = PREFIX + "owners";
    /** What could not be handed out, and why (list, newest first). */
    static final String DEAD_LETTERS = PREFIX + "dead-letters";
    /** A waiter's list, before its ticket. */
    static final String HAND = PREFIX + "hand:";
    /** Channel that wakes the scheduler. */
    static final String RING = PREFIX + "ring";
    /** Channel that names jobs to stop, their ids with blanks between. */
    static final String CANCEL = PREFIX + "cancel";

    /** What each script is given, in the order that {@code common.lua} explains. */
    static final List<byte[]> OF_SCRIPTS = ofScripts();

    private Keys() {
    }

    private static List<byte[]> ofScripts() {
        List<String> keys = new ArrayList<>();
        for (String kind : List.of("", "delayed:", "held:")) {
            Arrays.stream(Priority.values()).forEach(lane -> keys.add(PREFIX + kind + lane.code()));
        }
        Stream.of("jobs").map(PREFIX::concat).forEach(keys::add);
        keys.add(LEASES);
        Stream.of("cancelling", "paused", "turns", "counters").map(PREFIX::concat).forEach(keys::add);
        keys.add(DEAD_LETTERS);
        keys.addAll(List.of(PREFIX + "crashed", PREFIX + "mark", PREFIX + "holds", PREFIX + "handed", PREFIX + "idle:",
                HAND));
        return keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
