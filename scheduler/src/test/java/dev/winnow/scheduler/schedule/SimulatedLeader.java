package dev.winnow.scheduler.schedule;

import com.zaxxer.hikari.HikariDataSource;
import dev.winnow.db.Database;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.scheduler.lead.Term;
import dev.winnow.scheduler.lead.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A scheduler's firing, with a connection of its own whose clock, which is the database's, is set by the test. It looks
 * at no other clock.
 */
final class SimulatedLeader implements AutoCloseable {
    private static final Runnable NOTHING = () -> {
    };

    final ScheduleStore store;
    final Database database;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final LeaderLease lease;
    private final Ticker ticker;
    private final String owner;
    private Runnable beforeDeciding = NOTHING;
    private LeaderLease.@Nullable Held held;

    SimulatedLeader(TestDatabase test, String owner, long seed) {
        this.owner = owner;
        context.registerBean(DatabaseSettings.class, () -> settings(test, Account.SCHEDULER));
        context.register(DatabaseConfiguration.class);
        context.refresh();
        context.getBean(HikariDataSource.class).setMaximumPoolSize(1);
        store = context.getBean(ScheduleStore.class);
        database = context.getBean(Database.class);
        lease = context.getBean(LeaderLease.class);
        TickJobs jobs = new TickJobs(new Random(seed), name -> UUID.randomUUID().toString());
        // The generation is asked for when all is planned and nothing is written.
        ticker = new Ticker(store, new TickPlanner(jobs), pushed -> {
        }, () -> {
            Runnable once = beforeDeciding;
            beforeDeciding = NOTHING;
            once.run();
            return null;
        }, new TickMeters());
    }

    /** Brings a fresh database to the current schema. */
    static void migrate(TestDatabase test) {
        new DatabaseUpgrade(settings(test, Account.MIGRATE), GrantAccounts.DEFAULT).run();
    }

    private static DatabaseSettings settings(TestDatabase test, Account account) {
        return new DatabaseSettings(test.host(), test.port(), test.name(), account.accountName(), test.password(
                account), "preferred");
    }

    void setClock(Instant now) {
        database.update("SET timestamp = ?", BigDecimal.valueOf(now.toEpochMilli(), 3));
    }

    /** Takes the lead, whoever has it. */
    void takeOver() {
        database.update("UPDATE leader_lease SET expires_at = '2020-01-01'");
        held = lease.acquire(owner, Duration.ofDays(1000)).orElseThrow();
    }

    /** What happens between the next plan and its transaction. */
    void beforeDeciding(Runnable what) {
        beforeDeciding = what;
    }

    /** Rounds until nothing is due any more; false if another leads. */
    boolean tick() {
        LeaderLease.Held mine = held;
        if (mine == null) {
            throw new IllegalStateException(owner + " never took the lead");
        }
        Term term = Terms.of(lease, database, mine);
        try {
            while (ticker.round(term).isZero()) {
                continue;
            }
            return true;
        } catch (LeadershipLostException e) {
            return false;
        }
    }

    /** As a leader that starts does. */
    void correctForZoneChanges() {
        LeaderLease.Held mine = held;
        if (mine != null) {
            new ZoneChanges(store).correct(Terms.of(lease, database, mine));
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
