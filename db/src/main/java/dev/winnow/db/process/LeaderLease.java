package dev.winnow.db.process;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import java.time.Duration;
import java.util.Optional;

/** The lease by which one scheduler leads, on the database's clock. The scheduler's account alone may read it. */
@JdbcStore
public class LeaderLease {
    private static final String NAME = "scheduler";
    private static final String LOCK = """
        SELECT owner, epoch, expires_at > UTC_TIMESTAMP(3) AS valid FROM leader_lease WHERE name = 'scheduler'
        FOR UPDATE""";

    private final Database database;

    LeaderLease(Database database) {
        this.database = database;
    }

    /** Takes the lease where it is free or expired, or prolongs it where this owner holds it; empty where another does. */
    public Optional<Held> acquire(String owner, Duration term) {
        return database.inTransaction(() -> {
            // The row is there from the first start on; until then an expired one of nobody stands in.
            database.update("""
                INSERT IGNORE INTO leader_lease (name, owner, epoch, expires_at)
                VALUES (?, '', 0, '2020-01-01')""", NAME);
            Lease lease = lock().orElseThrow();
            boolean mine = lease.owner().equals(owner);
            if (lease.valid() && !mine) {
                return Optional.<Held>empty();
            }
            long epoch = mine ? lease.epoch() : lease.epoch() + 1;
            database.update("""
                UPDATE leader_lease SET owner = ?, epoch = ?,
                    expires_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND WHERE name = ?""", owner, epoch,
                    term.toNanos() / 1000, NAME);
            return Optional.of(new Held(owner, epoch));
        });
    }

    /** Ends the lease if this owner holds it. */
    public void release(Held held) {
        database.update(
                "UPDATE leader_lease SET expires_at = UTC_TIMESTAMP(3) WHERE name = ? AND owner = ? AND epoch = ?",
                NAME, held.owner(), held.epoch());
    }

    /**
     * Within the caller's transaction: throws {@link LeadershipLostException} unless this epoch still leads. The lease
     * is locked until that transaction ends, so nobody else takes the lead meanwhile.
     */
    public void check(Held held) {
        if (!database.isInTransaction()) {
            throw new IllegalStateException("leadership is checked outside of a transaction, which proves nothing");
        }
        Lease lease = lock().orElseThrow(() -> new LeadershipLostException("nobody has led yet"));
        if (lease.epoch() != held.epoch() || !lease.owner().equals(held.owner())) {
            throw new LeadershipLostException("scheduler " + lease.owner() + " leads since epoch " + lease.epoch()
                    + "; what scheduler " + held.owner() + " wanted to write in epoch " + held.epoch()
                    + " was not written");
        }
    }

    private Optional<Lease> lock() {
        return database.first(LOCK,
                (row, i) -> new Lease(row.getString("owner"), row.getLong("epoch"), row.getBoolean("valid")));
    }

    /**
     * Leadership as it was when the lease was last taken or prolonged.
     *
     * @param owner the scheduler process
     * @param epoch one more with each change of owner
     */
    public record Held(String owner, long epoch) {
    }

    private record Lease(String owner, long epoch, boolean valid) {
    }
}
