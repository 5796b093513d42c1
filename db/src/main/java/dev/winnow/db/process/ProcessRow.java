package dev.winnow.db.process;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A daemon process as it describes itself.
 *
 * @param id a UUID, new at every start
 * @param kind {@code scheduler}, {@code worker} or {@code interface-server}
 * @param state {@code starting}, {@code settled} (a scheduler past discovery), {@code ready}, {@code draining}
 * @param leading whether it is the leading scheduler
 * @param generation what it loaded; null before that
 * @param lanes a worker's lanes, for example {@code p0,p1}; else empty
 * @param concurrency how many jobs a worker runs at most
 * @param running how many it runs now
 * @param managementPort where its health answers
 * @param heartbeatAt on the database's clock
 */
public record ProcessRow(String id, String kind, String host, long pid, String version, String state, boolean leading,
        @Nullable Long generation, String lanes, int concurrency, int running, int managementPort, Instant startedAt,
        Instant heartbeatAt) {
}
