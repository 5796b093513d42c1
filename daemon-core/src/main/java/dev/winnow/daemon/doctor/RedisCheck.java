package dev.winnow.daemon.doctor;

import dev.winnow.queue.redis.RedisExamination;
import dev.winnow.queue.redis.RedisExaminer;
import dev.winnow.queue.redis.RedisFacts;
import dev.winnow.queue.redis.RedisSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Redis: that it answers and lets us in, its version, settings, memory and clock. */
final class RedisCheck implements Check {
    private static final int OLDEST = 7;
    private static final double NEARLY_FULL = 0.8;
    private static final String EVICTION = "redis.eviction";

    private final Place place;
    private final RedisSettings settings;
    private final RedisExaminer examiner;

    RedisCheck(Place place, RedisSettings settings, InstantSource clock) {
        this.place = place;
        this.settings = settings;
        this.examiner = new RedisExaminer(clock);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Finding> look() {
        return switch (examiner.examine(settings)) {
            case RedisExamination.Entered entered -> judge(entered.facts());
            case RedisExamination.Refused refused -> List.of(Finding.problem("redis.account", refused.reason(),
                    place == Place.COMPOSE
                            ? "docker compose up -d"
                            : "redis-cli ACL WHOAMI   # with the same user and password"));
            case RedisExamination.Unreachable unreachable -> List.of(Finding.unreachable("redis.reachable",
                    unreachable.reason(), place == Place.COMPOSE
                            ? "docker compose up -d redis && docker compose logs --tail 50 redis"
                            : "nc -vz " + settings.nodes().getFirst().replace(":", " ")));
        };
    }

    List<Finding> judge(RedisFacts facts) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("redis.reachable", "Redis (" + settings + ") answers and lets us in"));
        findings.add(version(facts.version()));
        findings.add(eviction(facts.evictionPolicy()));
        findings.add(facts.appendOnly()
                ? Finding.ok("redis.durability", "What waits is kept in an append-only file")
                : Finding.warning("redis.durability", "There is no append-only file: when Redis crashes, what waits is "
                        + "gone until the scheduler has pushed it again from MySQL, which takes half a minute and longer",
                        place.redis("CONFIG SET appendonly yes") + "   # and in redis.conf"));
        if (!facts.saved()) {
            findings.add(
                    Finding.problem("redis.saved", "Redis could not write to its disk the last time, and may refuse "
                            + "writes therefore", place.redis("INFO persistence") + "   # then see its disk and log"));
        }
        findings.add(facts.replica()
                ? Finding.problem("redis.writable", "This Redis is a replica and takes no writes",
                        place.set("WINNOW_REDIS_NODES", "HOST:6379")
                                + "   # HOST: the master; or WINNOW_REDIS_MODE=sentinel")
                : Finding.ok("redis.writable", "This Redis takes writes"));
        findings.add(memory(facts));
        findings.add(facts.clockAhead().map(ahead -> Clocks.judge("redis.clock", "Redis' clock", ahead, facts
                .roundTrip()))
                .orElseGet(() -> Finding.skipped("redis.clock", "This user may not ask Redis for its clock",
                        "")));
        return findings;
    }

    private static Finding version(String version) {
        String digits = version.split("\\.", 2)[0];
        if (!digits.matches("\\d{1,4}")) {
            return Finding.skipped("redis.version", "Redis does not tell its version to this user", "");
        }
        return Integer.parseInt(digits) >= OLDEST
                ? Finding.ok("redis.version", "Redis " + version)
                : Finding.problem("redis.version", "Redis " + version + " is too old for Winnow's scripts",
                        "# upgrade the server to Redis 7 or Valkey, or newer");
    }

    private Finding eviction(String policy) {
        String fix = place.redis("CONFIG SET maxmemory-policy noeviction")
                + "   # and in redis.conf, or the parameter group";
        if (policy.isEmpty()) {
            return Finding.skipped(EVICTION, "Redis does not tell its maxmemory-policy to this user: see that it is "
                    + "noeviction", fix);
        }
        if (policy.startsWith("allkeys-")) {
            return Finding.problem(EVICTION, "maxmemory-policy is " + policy + ": Redis would throw away waiting jobs "
                    + "when memory is short, so no daemon works with it", fix);
        }
        return policy.equals("noeviction")
                ? Finding.ok(EVICTION, "maxmemory-policy is noeviction")
                : Finding.warning(EVICTION, "maxmemory-policy is " + policy + ": none of Winnow's keys is evicted by "
                        + "that, but noeviction says what is meant", fix);
    }

    private Finding memory(RedisFacts facts) {
        if (facts.maxMemory() < 0) {
            return Finding.skipped("redis.memory", "Redis does not tell its memory to this user", "");
        }
        String used = DataSize.ofBytes(facts.usedMemory()).toMegabytes() + " MB used";
        if (facts.maxMemory() == 0) {
            return Finding.ok("redis.memory", used + ", without a limit (maxmemory)");
        }
        String text = used + " of " + DataSize.ofBytes(facts.maxMemory()).toMegabytes() + " MB (maxmemory)";
        return facts.usedMemory() < facts.maxMemory() * NEARLY_FULL
                ? Finding.ok("redis.memory", text)
                : Finding.warning("redis.memory",
                        text + ": at the limit no new job is queued until workers have drained it",
                        place.redis("CONFIG SET maxmemory " + facts.maxMemory() * 2) + "   # or more workers");
    }
}
