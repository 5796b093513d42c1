package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random arrivals, removals, sets of lanes and sizes of claims against a model of the rule: turns go by the shares, one
 * that is not used goes to the highest lane that waits. From the rule follow the bounds, which are looked at, too.
 */
class FairnessPropertyIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int STEPS = 400;
    private static final List<Set<Priority>> CONSUMERS = List.of(EnumSet.allOf(Priority.class),
            EnumSet.of(Priority.P0, Priority.P1), EnumSet.of(Priority.P1, Priority.P2), EnumSet.of(Priority.P0));

    private final Map<Set<Priority>, Integer> turns = new HashMap<>();
    private final List<List<Long>> model = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private long ids;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void claimsGoByTheRuleWhateverArrivesAndWhoeverAsks(long seed) {
        Random random = new Random(seed);
        FairShares shares = seed == 1
                ? FairShares.USUAL
                : new FairShares(1 + random.nextInt(12), 1 + random.nextInt(6), 1 + random.nextInt(3));
        TestServers.shared().emptyRedis();
        try (JobQueue queue = new RedisJobQueue(RedisSettings.standalone(TestServers.shared().redis().node()),
                QueueOptions.USUAL.sharedAs(shares))) {
            for (int step = 0; step < STEPS; step++) {
                arrive(queue, random);
                if (random.nextInt(5) == 0) {
                    remove(queue, random);
                }
                Set<Priority> lanes = CONSUMERS.get(random.nextInt(CONSUMERS.size()));
                int max = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 6);
                List<Long> expected = expected(lanes, max, shares.pattern());
                List<Long> claimed = queue.claim("worker", lanes, max, MINUTE).stream()
                        .map(job -> job.envelope().jobId()).toList();
                assertThat(claimed).as("step %d, %s of %s, seed %d", step, max, lanes, seed).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noLaneWaitsForMoreThanOneRoundAndSharesHoldWithinOne(long seed) {
        Random random = new Random(seed);
        FairShares shares = new FairShares(1 + random.nextInt(12), 1 + random.nextInt(6), 1 + random.nextInt(3));
        int round = shares.p0() + shares.p1() + shares.p2();
        TestServers.shared().emptyRedis();
        try (JobQueue queue = new RedisJobQueue(RedisSettings.standalone(TestServers.shared().redis().node()),
                QueueOptions.USUAL.sharedAs(shares))) {
            for (Priority lane : Priority.values()) {
                push(queue, lane, 20 * round);
            }
            List<Priority> order = new ArrayList<>();
            while (order.size() < 15 * round) {
                queue.claim("worker", CONSUMERS.getFirst(), 1, MINUTE)
                        .forEach(job -> order.add(job.envelope().priority()));
            }
            List<Integer> wanted = List.of(shares.p0(), shares.p1(), shares.p2());
            for (int from = 0; from + round <= order.size(); from++) {
                List<Priority> window = order.subList(from, from + round);
                assertThat(IntStream.range(0, 3).mapToObj(lane -> (int) window.stream()
                        .filter(one -> one.ordinal() == lane).count()).toList()).isEqualTo(wanted);
            }
        }
    }

    private void arrive(JobQueue queue, Random random) {
        for (Priority lane : Priority.values()) {
            if (random.nextInt(3) == 0) {
                push(queue, lane, random.nextInt(random.nextInt(10) == 0 ? 80 : 8));
            }
        }
    }

    private void push(JobQueue queue, Priority lane, int count) {
        List<JobEnvelope> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            model.get(lane.ordinal()).add(ids);
            added.add(JobEnvelope.first(ids++, "test.job", lane));
        }
        queue.push(added);
    }

    private void remove(JobQueue queue, Random random) {
        Set<Long> some = new HashSet<>();
        model.forEach(lane -> lane.stream().filter(id -> random.nextInt(4) == 0).forEach(some::add));
        assertThat(queue.remove(some)).isEqualTo(some);
        model.forEach(lane -> lane.removeAll(some));
    }

    /** One turn after the other; a claim answers with the higher lanes first. */
    private List<Long> expected(Set<Priority> lanes, int max, String pattern) {
        List<List<Long>> taken = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < max; i++) {
            int turn = turns.getOrDefault(lanes, 0);
            int lane = pattern.charAt(turn % pattern.length()) - '0';
            if (!waits(lanes, lane)) {
                lane = IntStream.range(0, 3).filter(other -> waits(lanes, other)).findFirst().orElse(-1);
            }
            if (lane < 0) {
                break;
            }
            turns.put(lanes, turn + 1);
            taken.get(lane).add(model.get(lane).removeFirst());
        }
        return taken.stream().flatMap(List::stream).toList();
    }

    private boolean waits(Set<Priority> lanes, int lane) {
        return lanes.contains(Priority.values()[lane]) && !model.get(lane).isEmpty();
    }
}
