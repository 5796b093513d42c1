package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.QueueUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.KeyValue;

/** Lets threads wait, each on a list of its own, into which a push puts a job for it, or somebody a word to claim. */
final class Waits implements AutoCloseable {
    /** The longest that a connection blocks: a cut that nobody tells us of is found soon after. */
    static final Duration LONGEST_BLOCK = Duration.ofSeconds(2);

    private static final double SECOND = Duration.ofSeconds(1).toNanos();
    private static final double SHORTEST_BLOCK = 0.001;
    /** Redis reckons in milliseconds and may end a wait a little early; for so little it is not asked again. */
    private static final Duration NEARLY = Duration.ofMillis(20);

    private final RedisCommands commands;
    private final RedisCommands blocking;
    private final ClaimReader reader;
    private final Tickets tickets;
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

    /** @param blocking on connections of its own, of which each waiting thread occupies one */
    Waits(RedisCommands commands, RedisCommands blocking, ClaimReader reader, Tickets tickets) {
        this.commands = commands;
        this.blocking = blocking;
        this.reader = reader;
        this.tickets = tickets;
    }

    List<ClaimedJob> await(String owner, Set<Priority> lanes, Duration lease, Duration atMost)
            throws InterruptedException {
        Ticket ticket = tickets.of(owner);
        Waiter waiter = new Waiter(ticket.next(), owner, lanes, lease);
        waiting.add(waiter);
        try {
            // Whoever interrupts and then ends the waits is heard here or there.
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before it waited for work");
            }
            Object waits = commands.run(Script.WAIT,
                    ticket.tellOn(waiter.describeOn(new Arguments()).millis(atMost)));
            ticket.settled();
            if (Answers.number(waits) == 0) {
                return List.of();
            }
            ticket.waits(waiter.ticket);
            if (waiter.ended) {
                leave(waiter);
            }
            return block(ticket, waiter, atMost);
        } finally {
            waiting.remove(waiter);
        }
    }

    void endAll() {
        for (Waiter waiter : waiting) {
            waiter.ended = true;
            leave(waiter);
        }
    }

    private void leave(Waiter waiter) {
        commands.run(Script.LEAVE, waiter.describeOn(new Arguments()));
    }

    private List<ClaimedJob> block(Ticket ticket, Waiter waiter, Duration atMost) {
        byte[] list = (Keys.HAND + waiter.ticket).getBytes(StandardCharsets.UTF_8);
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        do {
            double seconds = Math.max(SHORTEST_BLOCK, Math.min(left, LONGEST_BLOCK.toNanos()) / SECOND);
            @Nullable
            KeyValue<byte[], byte[]> popped = pop(waiter, seconds, list);
            if (popped != null) {
                return read(ticket, popped.getValue());
            }
            left = end - System.nanoTime();
        } while (left > NEARLY.toNanos());
        ticket.settled();
        return List.of();
    }

    private @Nullable KeyValue<byte[], byte[]> pop(Waiter waiter, double seconds, byte[] list) {
        try {
            return blocking.call(redis -> redis.blpop(seconds, list));
        } catch (QueueUnavailableException cut) {
            // Nothing is to be handed to who is not there; what has been is told of with the next claim.
            try {
                leave(waiter);
            } catch (QueueUnavailableException gone) {
                cut.addSuppressed(gone);
            }
            throw cut;
        }
    }

    /** A blank, or id, end of the lease, and envelope, with blanks between; what is neither counts as a blank. */
    private List<ClaimedJob> read(Ticket ticket, byte[] element) {
        int first = blank(element, 0);
        int second = blank(element, first + 1);
        byte[] id = Arrays.copyOf(element, Math.max(first, 0));
        byte[] until = Arrays.copyOfRange(element, first + 1, Math.max(second, first + 1));
        if (!Answers.isId(id) || !Answers.isId(until)) {
            ticket.settled();
            return List.of();
        }
        ticket.received(Answers.id(id));
        return reader.read(ticket.owner(), Answers.id(until),
                List.of(id, Arrays.copyOfRange(element, second + 1, element.length)));
    }

    private static int blank(byte[] element, int from) {
        for (int i = from; i < element.length; i++) {
            if (element[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        blocking.close();
    }

    /** A thread that waits. */
    private static final class Waiter {
        private final String ticket;
        private final String owner;
        private final Set<Priority> lanes;
        private final Duration lease;
        private volatile boolean ended;

        Waiter(String ticket, String owner, Set<Priority> lanes, Duration lease) {
            this.ticket = ticket;
            this.owner = owner;
            this.lanes = lanes;
            this.lease = lease;
        }

        Arguments describeOn(Arguments arguments) {
            return arguments.text(ticket).text(owner).millis(lease).lanes(lanes);
        }
    }
}
