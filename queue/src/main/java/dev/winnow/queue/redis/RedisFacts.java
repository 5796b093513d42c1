package dev.winnow.queue.redis;

import java.time.Duration;
import java.util.Optional;

/**
 * What a server says of itself. A text is empty, and a number -1, where this user may not ask.
 *
 * @param version for example {@code 7.2.4}
 * @param evictionPolicy its {@code maxmemory-policy}
 * @param appendOnly whether it keeps an append-only file
 * @param saved whether its last write to disk went through
 * @param replica whether it is one, which takes no writes
 * @param usedMemory in bytes
 * @param maxMemory in bytes; 0 for no limit
 * @param clients connected now
 * @param maxClients that it lets in
 * @param clockAhead by how much its clock is ahead of this process's; negative when behind; empty where
 *     this user may not ask
 * @param roundTrip how long it took to ask: the clock is known no better than that
 */
public record RedisFacts(String version, String evictionPolicy, boolean appendOnly, boolean saved, boolean replica,
        long usedMemory, long maxMemory, long clients, long maxClients, Optional<Duration> clockAhead,
        Duration roundTrip) {
}
