package dev.winnow.scheduler;

import dev.winnow.db.Database;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.plugin.publish.GenerationRetention;
import dev.winnow.db.plugin.publish.RetentionPolicy;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schedulers that are killed at random points of publishing: what is published is all of the old or all of the new. With
 * {@code -Dwinnow.kills} another number of them, with {@code -Dwinnow.kills.seed} other points and plugins.
 */
@Execution(ExecutionMode.CONCURRENT)
class PublishKillIT {
    private static final Logger LOG = LoggerFactory.getLogger(PublishKillIT.class);
    private static final int KILLS = Integer.getInteger("winnow.kills", 100);
    private static final long SEED = Long.getLong("winnow.kills.seed", 20_261_122L);
    // Longer than a round: who is killed does not give the lead back, and the test does it once the folder is changed.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private int before;
    private int meanwhile;
    private int after;

    @Test
    void whatIsPublishedIsAllOfTheOldOrAllOfTheNewWheneverTheSchedulerIsKilled() throws Exception {
        TestDatabase database = TestServers.shared().freshDatabase();
        try (LeanSuite suite = new LeanSuite(folder, account -> new DatabaseSettings(database.host(), database.port(),
                database.name(), account.accountName(), database.password(account), "disabled"))) {
            StoreCheck check = new StoreCheck(suite.as(Account.MIGRATE, Database.class));
            for (int i = 0; i < 4; i++) {
                suite.plugins.write("p" + i, 5, 100_000, random);
            }
            LeanProcess first = suite.start(LEASE);
            first.await("published 1");
            assertThat(first.awaitEnd()).isEmpty();
            assertThat(check.verify()).isEqualTo(suite.plugins.content());

            killOften(suite, check);
            LOG.info("{} kills (seed {}): {} before anything was written, {} while content was written, {} after the"
                    + " new generation was there.", KILLS, SEED, before, meanwhile, after);
            assertThat(meanwhile).as("kills in the middle").isGreaterThanOrEqualTo(KILLS / 3);
            assertThat(after).as("kills after the commit").isGreaterThanOrEqualTo(KILLS / 20);
            assertThat(before).as("kills before anything was written").isLessThan(KILLS / 2);

            cleansUp(suite, check);
        }
    }

    private void killOften(LeanSuite suite, StoreCheck check) throws Exception {
        // Each keeps the lead until it is killed: else the one standing by would read the folder while it is changed.
        LeanProcess next = suite.startStaying(LEASE);
        for (int kill = 1; kill <= KILLS; kill++) {
            Map<String, Map<String, String>> old = check.verify();
            long written = check.written();
            change(suite.plugins);
            Map<String, Map<String, String>> changed = suite.plugins.content();
            expireLease(suite);
            LeanProcess leader = next;
            leader.await("leads");
            // It comes up and stands by while the leader is at work.
            next = suite.startStaying(LEASE);
            awaitSomePoint(suite.as(Account.MIGRATE, Database.class), check, pieces(old, changed));
            leader.kill();
            awaitItsTransaction(suite.as(Account.MIGRATE, Database.class));
            Map<String, Map<String, String>> now = check.verify();
            if (now.equals(changed)) {
                after++;
            } else {
                assertThat(now).as("after kill " + kill + " of seed " + SEED).isEqualTo(old);
                boolean wrote = check.written() > written;
                meanwhile += wrote ? 1 : 0;
                before += wrote ? 0 : 1;
            }
        }
        next.kill();
        LeanProcess undisturbed = suite.start(LEASE);
        expireLease(suite);
        undisturbed.awaitEnd();
    }

    /**
     * One tenth of the kills come soon after the lead was taken, most when a random part of the content is in MySQL, and
     * some when the new generation is. By what is written and not by time alone, which another machine has otherwise.
     */
    private void awaitSomePoint(Database sql, StoreCheck check, int pieces) throws InterruptedException {
        int kind = random.nextInt(10);
        long start = check.written();
        long enough = kind == 0 ? 0 : kind == 9 ? Long.MAX_VALUE : 1 + random.nextInt(pieces);
        long generation = sql.number("SELECT MAX(id) FROM plugin_generation");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (check.written() - start < enough && sql.number("SELECT MAX(id) FROM plugin_generation") == generation) {
            assertThat(System.nanoTime()).as("it publishes at all").isLessThan(end);
            Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(kind == 0 ? 300 : 20));
    }

    /**
     * A commit that was on its way when the process was killed is carried out all the same, and may be a while after:
     * what is published is judged when the server has done with it, which a locking read waits for.
     */
    private static void awaitItsTransaction(Database sql) {
        sql.number("SELECT COUNT(*) FROM plugin_generation LOCK IN SHARE MODE");
    }

    /** About how many rows of content a publish writes. */
    private static int pieces(Map<String, Map<String, String>> old, Map<String, Map<String, String>> changed) {
        return changed.entrySet().stream().filter(plugin -> !plugin.getValue().equals(old.get(plugin.getKey())))
                .mapToInt(plugin -> plugin.getValue().size() + 1).sum();
    }

    /** The undisturbed start has published what is there; what the killed ones left can be collected, and no more. */
    private static void cleansUp(LeanSuite suite, StoreCheck check) {
        assertThat(check.verify()).isEqualTo(suite.plugins.content());
        assertThat(check.orphans()).as("the killed ones have left something").isPositive();
        Database sql = suite.as(Account.MIGRATE, Database.class);
        for (String table : List.of("plugin_generation", "plugin_content", "plugin_blob")) {
            sql.update("UPDATE " + table + " SET created_at = UTC_TIMESTAMP(3) - INTERVAL 30 DAY");
        }
        LeaderLease.Held held = suite.as(Account.SCHEDULER, LeaderLease.class).acquire(UUID.randomUUID().toString(),
                LEASE).orElseThrow();
        GenerationRetention.Cleared cleared = suite.as(Account.SCHEDULER, GenerationRetention.class).clear(held,
                new RetentionPolicy(3, Duration.ofDays(14)));
        assertThat(cleared.generations()).isNotEmpty();
        assertThat(check.orphans()).isZero();
        assertThat(sql.number("SELECT COUNT(*) FROM plugin_generation")).isEqualTo(3);
        // Once more byte by byte, after the deletions.
        assertThat(new StoreCheck(sql).verify()).isEqualTo(suite.plugins.content());
    }

    private void change(PluginTree plugins) {
        List<String> names = plugins.names();
        plugins.write("big", 10, (1 + random.nextInt(3)) << 20, random);
        if (random.nextInt(3) == 0) {
            plugins.write("p" + random.nextInt(12), random.nextInt(8), random.nextInt(50_000), random);
        }
        if (names.size() > 4 && random.nextInt(3) == 0) {
            plugins.remove(
                    names.stream().filter(name -> !name.equals("big")).toList().get(random.nextInt(names.size() - 1)));
        }
    }

    private static void expireLease(LeanSuite suite) {
        suite.as(Account.MIGRATE, Database.class).update("UPDATE leader_lease SET expires_at = '2020-01-01'");
    }
}
