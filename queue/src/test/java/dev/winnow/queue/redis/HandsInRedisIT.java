package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Await;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.DeadLetter;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Presence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody writes to our keys, deletes some, or has left there what an earlier version wrote. Nothing wedges. */
class HandsInRedisIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Set<Priority> ALL = EnumSet.allOf(Priority.class);
    private static final String GOOD = "1 0 1 0 0 1763817600000 - {\"t\":\"test.job\"}";

    private final TestRedis server = emptied();
    private final RedisClient redis = RedisClient.create(server.host(), server.port());
    private final JobQueue queue = new RedisJobQueue(RedisSettings.standalone(server.node()));

    private static TestRedis emptied() {
        TestServers.shared().emptyRedis();
        return TestServers.shared().redis();
    }

    @AfterEach
    void close() {
        queue.close();
        redis.close();
    }

    private static JobEnvelope job(long id) {
        return JobEnvelope.first(id, "test.job", Priority.P0);
    }

    private List<Long> claim(int max) {
        return queue.claim("a", ALL, max, MINUTE).stream().map(claimed -> claimed.envelope().jobId()).toList();
    }

    private JobQueue signing(String key) {
        return new RedisJobQueue(RedisSettings.standalone(server.node()), QueueOptions.USUAL.signedWith(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "not an envelope", "2 0 1 0 0 1763817600000 - {\"t\":\"x\"}",
            "1 0 1 0 0 17638176000",
            "1 0 1 0 0 1763817600000", "1 0 1 0 0 1763817600000 -", "1 0 1 0 0 1763817600000 - ",
            "1 0 1 0 0 1763817600000 - {", "1 0 1 0 0 1763817600000 - {\"t\":7}", "1 0 1 0 0 1763817600000 - {}",
            "1 0 1 0 0 1763817600000 - []", "1 0 1 0 0 1763817600000 - {\"t\":\"x\"} trailing",
            "1 0 1 0 0 1763817600000 - {\"t\":\"x\",\"x\":\"tomorrow\"}",
            "1 0 1 0 0 1763817600000 - {\"t\":\"x\",\"d\":\"long\"}", "1 0 1 0 0 1763817600000 - {\"t\":\"\"}",
            "1 0 99999999999999999999 0 0 1763817600000 - {\"t\":\"x\"}", "1 0 1 -1 0 1763817600000 - {\"t\":\"x\"}",
            "1 0 1 0 0 99999999999999999999 - {\"t\":\"x\"}", "1 0  1 0 0 1763817600000 - {\"t\":\"x\"}",
            "{\"v\":1,\"id\":\"5\",\"t\":\"test.job\",\"p\":0,\"a\":1,\"c\":0}"})
    void whatIsNoEnvelopeGoesToTheDeadLettersWithItsBytesAndTheLaneGoesOn(String bad) {
        queue.push(List.of(job(1), job(2)));
        redis.hset("{winnow}:jobs", "1", bad);
        assertThat(claim(1)).containsExactly(2L);
        assertThat(queue.deadLetters(10)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("malformed");
            assertThat(letter.jobId()).isEqualTo(1);
            assertThat(letter.lane()).isEqualTo("p0");
            assertThat(letter.bytes()).isEqualTo(bad.getBytes(StandardCharsets.UTF_8));
        });
        assertThat(queue.find(List.of(1L))).as("so that it is pushed again").containsEntry(1L, Presence.ABSENT);
        queue.push(List.of(job(1)));
        assertThat(claim(5)).containsExactly(1L);
    }

    @Test
    void whatIsNoIdGoesToTheDeadLettersWithItsBytes() {
        byte[] binary = {0, (byte) 0xff, 10, 32, 7};
        queue.push(List.of(job(8)));
        redis.lpush("{winnow}:p0", "99999999999999999999", "-5", "[".repeat(5000));
        redis.lpush("{winnow}:p0".getBytes(StandardCharsets.UTF_8), binary);
        assertThat(claim(5)).containsExactly(8L);
        List<DeadLetter> letters = queue.deadLetters(10);
        assertThat(letters).hasSize(4)
                .allMatch(letter -> letter.reason().equals("malformed") && letter.jobId() == null);
        assertThat(letters.getLast().bytes()).isEqualTo(binary);
        assertThat(queue.deadLetters(1)).hasSize(1);
        assertThat(queue.deadLetters(0)).isEmpty();
    }

    @Test
    void aClaimUnderAnIdThatIsNoneOfOursEndsInTheDeadLettersAndTheOthersEndAsEver() {
        queue.push(List.of(job(1)));
        queue.claim("a", ALL, 1, MINUTE);
        Map.of("99999999999999999999", GOOD, "abc", GOOD).forEach((id, envelope) -> {
            redis.hset("{winnow}:held:p0", id, "1 a");
            redis.hset("{winnow}:jobs", id, envelope);
        });
        redis.del("{winnow}:owners");
        assertThat(queue.expireLeases(10, 3)).extracting(JobEnvelope::jobId).containsExactly(1L);
        assertThat(queue.deadLetters(10)).extracting(letter -> new String(letter.bytes(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("99999999999999999999 " + GOOD, "abc " + GOOD);
        assertThat(claim(5)).containsExactly(1L);
    }

    @Test
    void anEnvelopeUnderAnIdThatIsNoneOfOursDoesNotFailAClaimThatBringsIt() {
        RedisSettings settings = RedisSettings.standalone(server.node());
        try (RedisCommands commands = new RedisCommands(settings, new RedisClients(settings)::forCommands)) {
            ClaimReader reader = new ClaimReader(commands, new Envelopes(QueueOptions.USUAL), new RestartWatch());
            redis.hset("{winnow}:held:p0", "abc", "1 a");
            redis.hset("{winnow}:jobs", "abc", GOOD);
            List<byte[]> brought = Stream.of("99999999999999999999", GOOD, "abc", GOOD, "5", GOOD)
                    .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
            assertThat(reader.read("a", 1, brought)).extracting(claimed -> claimed.envelope().jobId())
                    .containsExactly(5L);
            assertThat(queue.deadLetters(10)).singleElement().extracting(letter -> new String(letter.bytes(),
                    StandardCharsets.UTF_8)).isEqualTo("abc " + GOOD);
        }
    }

    @Test
    void theLargestIdIsNamedInTheDeadLetters() {
        queue.push(List.of(job(Long.MAX_VALUE)));
        redis.hset("{winnow}:jobs", Long.toString(Long.MAX_VALUE), "rubbish");
        assertThat(claim(5)).isEmpty();
        assertThat(queue.deadLetters(5)).extracting(DeadLetter::jobId).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void whatIsTruncatedAnywhereIsNeverHandedOutHalf() {
        String whole = "1 0 12 3 4 1763817600000 - {\"t\":\"test.job\",\"c\":\"é\",\"b\":true}\n{\"a\":1}";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.indexOf('\n'); length++) {
            byte[] field = Integer.toString(length).getBytes(StandardCharsets.UTF_8);
            redis.hset("{winnow}:jobs".getBytes(StandardCharsets.UTF_8), field, java.util.Arrays.copyOf(bytes, length));
            redis.rpush("{winnow}:p0", Integer.toString(length));
        }
        assertThat(claim(500)).isEmpty();
        assertThat(queue.deadLetters(500)).hasSize(whole.indexOf('\n'));
    }

    @Test
    void randomBytesWedgeNothing() {
        Random random = new Random(11);
        byte[] jobs = "{winnow}:jobs".getBytes(StandardCharsets.UTF_8);
        for (int id = 0; id < 500; id++) {
            byte[] noise = GOOD.getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(4); i >= 0; i--) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            }
            redis.hset(jobs, Integer.toString(id).getBytes(StandardCharsets.UTF_8), noise);
            redis.rpush("{winnow}:p0", Integer.toString(id));
        }
        queue.push(List.of(job(1000)));
        List<Long> claimed = claim(1000);
        assertThat(claimed).contains(1000L);
        LongStream.range(0, 500).filter(id -> !claimed.contains(id))
                .forEach(id -> assertThat(queue.inspect(id).presence()).isNotEqualTo(Presence.RUNNING));
        assertThat(queue.find(List.of(1000L))).containsEntry(1000L, Presence.RUNNING);
    }

    @Test
    void aHugeEnvelopeIsCutInTheDeadLetters() {
        queue.push(List.of(job(1)));
        redis.hset("{winnow}:jobs", "1", "x".repeat(3_000_000));
        assertThat(claim(5)).isEmpty();
        assertThat(queue.deadLetters(5)).singleElement()
                .satisfies(letter -> assertThat(letter.bytes()).hasSize(QueueOptions.LARGEST_ENVELOPE));
    }

    @Test
    void theDeadLettersAreBounded() {
        redis.lpush("{winnow}:dead-letters", "x".repeat(10).split(""));
        for (int i = 0; i < 10; i++) {
            redis.rpush("{winnow}:p0", LongStream.range(0, 1100).mapToObj(n -> "rubbish" + n).toArray(String[]::new));
        }
        assertThat(claim(20_000)).isEmpty();
        assertThat(redis.llen("{winnow}:dead-letters")).isEqualTo(10_000);
        redis.lpush("{winnow}:dead-letters", "not ours", "");
        assertThat(queue.deadLetters(3)).hasSize(3);
        assertThat(queue.deadLetters(1).getFirst().bytes()).isEmpty();
    }

    @Test
    void aForgedEnvelopeIsNotHandedOut() {
        JobPayload payload = new JobPayload("{\"a\":1}", null, null, null, null, false, false);
        try (JobQueue signed = signing("0123456789abcdef")) {
            signed.push(LongStream.rangeClosed(1, 4)
                    .mapToObj(id -> new JobEnvelope(id, "test.job", Priority.P0, 1, 0, 0, payload)).toList());
            String second = redis.hget("{winnow}:jobs", "2");
            redis.hset("{winnow}:jobs", Map.of("1", second, "2", second.replace("\"a\":1", "\"a\":2"), "4", GOOD));
            assertThat(signed.claim("a", ALL, 10, MINUTE)).extracting(c -> c.envelope().jobId()).containsExactly(3L);
            assertThat(signed.deadLetters(10)).extracting(DeadLetter::reason).containsExactly("forged", "forged",
                    "forged");
            assertThat(signed.deadLetters(10)).extracting(DeadLetter::jobId).containsExactlyInAnyOrder(1L, 2L, 4L);
        }
    }

    @Test
    void aSignatureHoldsThroughRetriesAndCrashesAndOtherKeysDoNotFit() throws Exception {
        try (JobQueue signed = signing("0123456789abcdef"); JobQueue other = signing("0123456789abcdeX")) {
            signed.push(List.of(job(1), job(2)));
            List<Lease> leases = signed.claim("a", ALL, 2, Duration.ofMillis(1)).stream().map(ClaimedJob::lease)
                    .toList();
            signed.release(List.of(new dev.winnow.queue.Release(leases.getFirst(), Duration.ZERO, true)));
            assertThat(Await.expired(signed, 1, 3)).extracting(JobEnvelope::jobId).containsExactly(2L);
            assertThat(signed.claim("a", ALL, 1, MINUTE)).hasSize(1);
            assertThat(other.claim("b", ALL, 1, MINUTE)).isEmpty();
            assertThat(other.deadLetters(5)).singleElement().extracting(DeadLetter::reason).isEqualTo("forged");
        }
    }

    @Test
    void aLaneThatSomebodyDeletedIsMadeAgainWithTheNextAttempt() {
        queue.push(List.of(job(1), job(2), JobEnvelope.first(3, "test.job", Priority.P1)));
        queue.pushDelayed(job(4), MINUTE);
        queue.claim("a", Set.of(Priority.P1), 1, MINUTE);
        redis.del("{winnow}:p0");
        assertThat(queue.find(List.of(1L, 2L, 3L, 4L))).isEqualTo(Map.of(1L, Presence.WAITING, 2L, Presence.WAITING, 3L,
                Presence.RUNNING, 4L, Presence.DELAYED));
        assertThat(queue.claim("a", ALL, 5, MINUTE)).hasSize(2)
                .allMatch(claimed -> claimed.envelope().attempt() == 2 && claimed.envelope().crashes() == 0);
    }

    @Test
    void envelopesThatSomebodyDeletedAreAbsentAndCanBePushedAgain() {
        queue.push(LongStream.rangeClosed(1, 50).mapToObj(HandsInRedisIT::job).toList());
        queue.pushDelayed(job(60), Duration.ofMillis(1));
        Lease lost = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        redis.del("{winnow}:jobs");
        assertThat(claim(5)).isEmpty();
        assertThat(queue.find(List.of(1L, 2L, 60L)).values()).containsOnly(Presence.ABSENT);
        assertThat(queue.acknowledge(List.of(lost))).as("the queue does not know of it any more").containsExactly(1L);
        assertThat(queue.lanes()).extracting(LaneStatus::depth, LaneStatus::running, LaneStatus::delayed)
                .containsOnly(org.assertj.core.api.Assertions.tuple(0L, 0L, 0L));
        queue.push(List.of(job(1), job(2)));
        assertThat(claim(5)).containsExactly(1L, 2L);
    }

    @Test
    void claimsThatSomebodyDeletedAreHandedOutAgainWithTheNextAttempt() {
        queue.push(List.of(job(1)));
        Lease lost = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        redis.del("{winnow}:held:p0");
        assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.WAITING);
        assertThat(queue.acknowledge(List.of(lost))).containsExactly(1L);
        assertThat(queue.claim("b", ALL, 1, MINUTE).getFirst().lease()).isEqualTo(new Lease(1, 2, "b"));
    }

    @Test
    void aClaimWhoseOwnerHasNoLeaseStillEnds() {
        queue.push(List.of(job(1), job(2)));
        queue.claim("a", ALL, 2, MINUTE);
        redis.del("{winnow}:owners");
        redis.hset("{winnow}:held:p0", "2", "what is this");
        assertThat(queue.expireLeases(10, 3)).hasSize(2);
        assertThat(queue.lanes().getFirst().depth()).isEqualTo(2);
    }

    @Test
    void anIdThatGotIntoALaneTwiceHasOneOwner() {
        for (int max : new int[]{3, 30}) {
            queue.push(LongStream.rangeClosed(1, 20).mapToObj(HandsInRedisIT::job).toList());
            redis.lpush("{winnow}:p0", "1", "2", "2");
            List<Long> claimed = new ArrayList<>();
            for (List<Long> some = claim(max); !some.isEmpty(); some = claim(max)) {
                claimed.addAll(some);
            }
            assertThat(claimed).as("%d at a time", max).hasSize(20).doesNotHaveDuplicates();
            assertThat(queue.acknowledge(claimed.stream().map(id -> new Lease(id, 1, "a")).toList())).isEmpty();
            assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.ABSENT);
            assertThat(queue.lanes().getFirst().depth()).isZero();
        }
    }

    @Test
    void countersThatSomebodyChangedAreMadeRight() {
        queue.push(List.of(job(1), job(2), job(3)));
        redis.hset("{winnow}:counters", "gone0", "2");
        redis.hset("{winnow}:holds", "a", "77");
        assertThat(queue.find(List.of(1L))).containsEntry(1L, Presence.WAITING);
        assertThat(queue.lanes().getFirst().depth()).isEqualTo(3);
        assertThat(claim(5)).hasSize(3);
        List<Lease> held = LongStream.rangeClosed(1, 3).mapToObj(id -> new Lease(id, 2, "a")).toList();
        assertThat(queue.renew("a", held, MINUTE).lost()).isEmpty();
        assertThat(redis.hget("{winnow}:holds", "a")).isEqualTo("3");
    }

    @Test
    void whatAnEarlierVersionLeftIsInNobodysWay() {
        redis.rpush("{winnow}:p0", "{\"v\":1,\"id\":\"5\",\"t\":\"test.job\",\"p\":0,\"a\":1,\"c\":0}",
                "{\"v\":1,\"id\":\"6\",\"t\":\"test.job\",\"p\":0,\"a\":1,\"c\":0}");
        redis.zadd("{winnow}:waiting:p0", 1, "5");
        redis.hset("{winnow}:running", "7", "0 1 somebody");
        redis.zadd("{winnow}:leases:p0", 1, "7");
        redis.hset("{winnow}:envelopes", "5", "{}");
        redis.zadd("{winnow}:delayed", 1, "9");
        redis.lpush("{winnow}:dead", "{}");
        queue.push(List.of(job(8)));
        assertThat(queue.expireLeases(10, 3)).isEmpty();
        assertThat(queue.promoteDelayed(10)).isZero();
        assertThat(claim(1)).containsExactly(8L);
        assertThat(queue.find(List.of(5L, 6L, 7L, 9L)).values()).containsOnly(Presence.ABSENT);
        assertThat(queue.lanes().getFirst().depth()).isZero();
    }

    @Test
    void aMessageThatNamesNoJobsIsPassedOver() throws Exception {
        java.util.concurrent.BlockingQueue<Long> heard = new java.util.concurrent.LinkedBlockingQueue<>();
        queue.onCancel(id -> {
            throw new IllegalStateException("a listener that fails");
        });
        queue.onCancel(heard::add);
        while (redis.publish("{winnow}:cancel", "x -1 9223372036854775808 5") == 0) {
            Thread.onSpinWait();
        }
        redis.publish("{winnow}:ring", "rubbish");
        redis.publish("{winnow}:cancel", "6");
        assertThat(heard.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(5);
        assertThat(heard.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(6);
    }
}
