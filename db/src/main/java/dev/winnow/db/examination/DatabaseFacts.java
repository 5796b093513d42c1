package dev.winnow.db.examination;

import java.time.Duration;

/**
 * What a server says of itself.
 *
 * @param version as the server gives it, for example {@code 8.0.40} or {@code 11.4.5-MariaDB}
 * @param maxAllowedPacket in bytes
 * @param clockAhead by how much its clock is ahead of this process's; negative when behind
 * @param roundTrip how long it took to ask: the clock is known no better than that
 * @param readOnly whether it refuses writes
 * @param encrypted whether this connection is
 * @param durable whether a commit is on disk when it is answered
 */
public record DatabaseFacts(String version, long maxAllowedPacket, Duration clockAhead, Duration roundTrip,
        boolean readOnly, long maxConnections, boolean encrypted, boolean durable) {
    /** Whether it is a MariaDB. */
    public boolean isMariaDb() {
        return version.contains("MariaDB");
    }
}
