package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The names of everything in Redis. They share a hash tag: in a cluster all of it lies in one slot. */
final class Keys {
    static final String PREFIX = "{winnow}:";

    /** Job id to "lane attempt owner" (hash). */
    static final String RUNNING = PREFIX + "running";
    /** Job id to envelope, of all that is not dead (hash). */
    static final String ENVELOPES = PREFIX + "envelopes";
    /** Job ids by the time when they may join their lane (sorted set). */
    static final String DELAYED = PREFIX + "delayed";
    /** Letters with what could not be handed out, and why (list, newest first). */
    static final String DEAD = PREFIX + "dead";
    /** Job ids that crashed too often, by time (sorted set). */
    static final String DEAD_IDS = PREFIX + "dead:ids";
    /** Set of lanes to the turn that comes next (hash). */
    static final String TURNS = PREFIX + "turns";
    /** Channel that wakes workers. */
    static final String WORK = PREFIX + "work";
    /** Channel that wakes the scheduler. */
    static final String RING = PREFIX + "ring";

    private Keys() {
    }

    /** The lanes (lists of envelopes, the head at the left). */
    static List<String> lanes() {
        return ofEachLane("");
    }

    /** Job ids that wait in a lane, by the time since when (sorted sets). */
    static List<String> waiting() {
        return ofEachLane("waiting:");
    }

    /** Job ids of a lane that run, by the end of their lease (sorted sets). */
    static List<String> leases() {
        return ofEachLane("leases:");
    }

    /** One list of several and single ones, as a script takes them. */
    static List<String> list(List<List<String>> groups, String... single) {
        List<String> all = new ArrayList<>();
        groups.forEach(all::addAll);
        all.addAll(Arrays.asList(single));
        return List.copyOf(all);
    }

    private static List<String> ofEachLane(String kind) {
        return Arrays.stream(Priority.values()).map(priority -> PREFIX + kind + priority.code()).toList();
    }
}
