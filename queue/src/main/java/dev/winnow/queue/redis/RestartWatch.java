package dev.winnow.queue.redis;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows since when the server's memory is of one piece. One that was started anew, or took another's place, may have gone
 * back in time: what was pushed before that may have been handed out, or even be done, already.
 */
final class RestartWatch {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private @Nullable String run;
    private long began;
    private volatile long doubtfulUntil = UNKNOWN;

    /** The connection was cut: until the next look everything is in doubt. */
    void cutOff() {
        doubtfulUntil = UNKNOWN;
    }

    /**
     * The first look, or one after a cut.
     *
     * @param server what INFO says; empty where we may not ask
     */
    synchronized void look(Map<String, String> server) {
        String seen = server.getOrDefault("run_id", "");
        // A cluster's answer is of any of its nodes.
        boolean same = !seen.isEmpty() && seen.equals(run) && !"cluster".equals(server.get("redis_mode"));
        if (!same) {
            long now = number(server, "server_time_usec", System.currentTimeMillis() * 1000) / 1000;
            // Both ends of the server's uptime are cut to seconds: it may be one less.
            long up = Math.max(0, number(server, "uptime_in_seconds", now / 1000) - 1);
            began = run == null ? now - 1000 * up : now;
            run = seen;
        }
        doubtfulUntil = began;
    }

    /** @param since when it was pushed, or was to be run, in milliseconds on the server's clock */
    boolean isDoubtful(long since) {
        return since < doubtfulUntil;
    }

    private static long number(Map<String, String> server, String name, long otherwise) {
        String text = server.getOrDefault(name, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }
}
