package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.DeadLetter;
import dev.winnow.queue.Exchange;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobSighting;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Presence;
import dev.winnow.queue.Release;
import dev.winnow.queue.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The queue on Redis 7 or newer. Each method is one script, hence one step, except that long lists go in portions. Time
 * is Redis's own. Consumers drain even at maxmemory; {@link #push} is refused then. Nothing connects before the first
 * use; a server that would evict jobs ({@code allkeys-*}) is refused at each use, until it is mended.
 */
public final class RedisJobQueue implements JobQueue {
    /** Jobs named in one call of a script, which holds up everybody else while it runs. */
    private static final int PORTION = 1000;

    private final RedisCommands commands;
    private final Envelopes envelopes = new Envelopes();
    private final WakeUps work = new WakeUps();
    private final WakeUps ring = new WakeUps();
    private final Listener listener;
    private final String pattern;

    /** With the usual shares. */
    public RedisJobQueue(RedisSettings settings) {
        this(settings, FairShares.USUAL);
    }

    /** With shares of the operator's choice. */
    public RedisJobQueue(RedisSettings settings, FairShares shares) {
        RedisClients clients = new RedisClients(settings);
        this.commands = new RedisCommands(settings, clients::forCommands);
        this.listener = new Listener(() -> clients.forSubscription(Listener.SILENCE), work, ring);
        this.pattern = shares.pattern();
    }

    @Override
    public void push(List<JobEnvelope> added) {
        push(added, Duration.ZERO);
    }

    @Override
    public void pushDelayed(JobEnvelope envelope, Duration delay) {
        push(List.of(envelope), delay);
    }

    private void push(List<JobEnvelope> added, Duration delay) {
        if (added.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of(Keys.WORK, millis(delay)));
        for (JobEnvelope envelope : added) {
            arguments.add(Long.toString(envelope.jobId()));
            arguments.add(Integer.toString(envelope.priority().ordinal()));
            arguments.add(envelopes.write(envelope));
        }
        commands.run(Script.PUSH, arguments);
    }

    @Override
    public List<ClaimedJob> claim(String owner, Set<Priority> lanes, int max, Duration lease) {
        work.note();
        if (lanes.isEmpty() || max < 1) {
            return List.of();
        }
        String asked = new TreeSet<>(lanes).stream().map(lane -> Integer.toString(lane.ordinal()))
                .collect(Collectors.joining());
        List<String> answer = commands.texts(Script.CLAIM,
                List.of(owner, millis(lease), Integer.toString(max), asked, pattern));
        List<ClaimedJob> claimed = new ArrayList<>();
        for (int i = 0; i < answer.size(); i += 2) {
            Instant until = Instant.ofEpochMilli(Long.parseLong(answer.get(i + 1)));
            claimed.add(new ClaimedJob(envelopes.read(answer.get(i)), owner, until));
        }
        return List.copyOf(claimed);
    }

    @Override
    public Exchange exchange(String owner, Collection<Lease> done, Set<Priority> lanes, int max, Duration lease) {
        return new Exchange(acknowledge(done), claim(owner, lanes, max, lease));
    }

    @Override
    public Renewal renew(String owner, Collection<Lease> held, Duration lease) {
        return new Renewal(
                ids(held, portion -> commands.texts(Script.RENEW, arguments(List.of(millis(lease)), portion))),
                Set.of());
    }

    @Override
    public Set<Long> acknowledge(Collection<Lease> leases) {
        return ids(leases, portion -> commands.texts(Script.ACKNOWLEDGE, arguments(List.of(), portion)));
    }

    @Override
    public Set<Long> release(Collection<Release> releases) {
        Set<Long> lost = new HashSet<>();
        for (Release release : releases) {
            Lease lease = release.lease();
            if (number(commands.run(Script.RETRY, List.of(Long.toString(lease.jobId()), Integer.toString(lease
                    .attempt()), lease.owner(), millis(release.delay()), Keys.WORK))) == 0) {
                lost.add(lease.jobId());
            }
        }
        return lost;
    }

    @Override
    public void handBack(Collection<Lease> leases) {
        List<List<Lease>> portions = portions(leases);
        // The last first: each goes to the head.
        portions.reversed().forEach(part -> commands.run(Script.HAND_BACK, arguments(List.of(Keys.WORK), part)));
    }

    @Override
    public List<JobEnvelope> expireLeases(int max, int maxCrashes) {
        List<String> arguments = List.of(Keys.WORK, Integer.toString(max), Integer.toString(maxCrashes));
        return commands.texts(Script.EXPIRE, arguments).stream().map(envelopes::read).toList();
    }

    @Override
    public int promoteDelayed(int max) {
        return Math.toIntExact(number(commands.run(Script.PROMOTE, List.of(Keys.WORK, Integer.toString(max)))));
    }

    @Override
    public Set<Long> remove(Collection<Long> jobIds) {
        return ids(jobIds, portion -> commands.texts(Script.REMOVE, texts(portion)));
    }

    @Override
    public Set<Long> cancel(Collection<Long> jobIds) {
        return Set.of();
    }

    @Override
    public void onCancel(java.util.function.LongConsumer heard) {
        listener.start();
    }

    @Override
    public void pause(Set<Priority> lanes, boolean paused) {
        throw new UnsupportedOperationException("comes with the queue");
    }

    @Override
    public JobSighting inspect(long jobId) {
        Presence presence = find(List.of(jobId)).getOrDefault(jobId, Presence.ABSENT);
        return new JobSighting(presence, 1, null, null, null, null, false);
    }

    @Override
    public List<DeadLetter> deadLetters(int max) {
        return List.of();
    }

    @Override
    public String mark(String next) {
        return "";
    }

    @Override
    public Map<Long, Presence> find(Collection<Long> jobIds) {
        Map<Long, Presence> found = new HashMap<>();
        for (List<Long> portion : portions(jobIds)) {
            List<String> places = commands.texts(Script.FIND, texts(portion));
            for (int i = 0; i < portion.size(); i++) {
                found.put(portion.get(i), Presence.valueOf(places.get(i)));
            }
        }
        return Map.copyOf(found);
    }

    @Override
    public List<LaneStatus> lanes() {
        List<?> numbers = (List<?>) commands.run(Script.LANES, List.of());
        List<LaneStatus> lanes = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            int at = 3 * priority.ordinal();
            lanes.add(new LaneStatus(priority, number(numbers.get(at)), number(numbers.get(at + 1)), 0,
                    Duration.ofMillis(number(numbers.get(at + 2))), false, 0, 0));
        }
        return List.copyOf(lanes);
    }

    @Override
    public void awaitWork(Duration atMost) throws InterruptedException {
        listener.start();
        work.await(atMost);
    }

    @Override
    public void ring() {
        commands.call(redis -> redis.publish(Keys.RING, "ring"));
    }

    @Override
    public void awaitRing(Duration atMost) throws InterruptedException {
        listener.start();
        ring.await(atMost);
    }

    @Override
    public void ping() {
        commands.call(redis -> redis.ping());
    }

    @Override
    public void close() {
        listener.close();
        commands.close();
    }

    private static <T> Set<Long> ids(Collection<T> all, java.util.function.Function<List<T>, List<String>> script) {
        Set<Long> ids = new HashSet<>();
        portions(all).forEach(portion -> script.apply(portion).forEach(id -> ids.add(Long.parseLong(id))));
        return Set.copyOf(ids);
    }

    private static <T> List<List<T>> portions(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < list.size(); from += PORTION) {
            portions.add(list.subList(from, Math.min(from + PORTION, list.size())));
        }
        return portions;
    }

    private static List<String> arguments(List<String> first, List<Lease> leases) {
        List<String> arguments = new ArrayList<>(first);
        for (Lease lease : leases) {
            arguments.add(Long.toString(lease.jobId()));
            arguments.add(Integer.toString(lease.attempt()));
            arguments.add(lease.owner());
        }
        return arguments;
    }

    private static List<String> texts(List<Long> ids) {
        return ids.stream().map(id -> Long.toString(id)).toList();
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.max(0, duration.toMillis()));
    }

    private static long number(Object answer) {
        return (Long) answer;
    }
}
