package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.Exchange;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Release;
import dev.winnow.queue.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers do: claim, renew, acknowledge, release, hand back. */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private static final String START = "0";

    private final RedisCommands commands;
    private final ClaimReader reader;
    private final Tickets tickets;
    private final String pattern;

    Claims(RedisCommands commands, ClaimReader reader, Tickets tickets, FairShares shares) {
        this.commands = commands;
        this.reader = reader;
        this.tickets = tickets;
        this.pattern = shares.pattern();
    }

    /** Acknowledges and claims. Goes on while the script stopped early, or handed out what nobody can read. */
    Exchange exchange(String owner, Collection<Lease> done, Set<Priority> lanes, int max, Duration lease) {
        List<List<Lease>> portions = Portions.of(done);
        Set<Long> lost = new HashSet<>();
        for (int i = 0; i < portions.size() - 1; i++) {
            lost.addAll(acknowledgePortion(portions.get(i)));
        }
        List<Lease> last = portions.isEmpty() ? List.of() : portions.getLast();
        if (lanes.isEmpty() || max < 1) {
            lost.addAll(acknowledgePortion(last));
            return new Exchange(Set.copyOf(lost), List.of());
        }
        List<ClaimedJob> claimed = new ArrayList<>(Math.min(max, Portions.MOST));
        Ticket ticket = tickets.of(owner);
        boolean more = true;
        while (more && claimed.size() < max) {
            int wanted = Math.min(max - claimed.size(), Portions.MOST);
            Arguments arguments = ticket.tellOn(
                    new Arguments().text(owner).millis(lease).number(wanted).lanes(lanes).text(pattern));
            List<?> answer = Answers.list(commands.run(Script.CLAIM, group(last, arguments)));
            ticket.settled();
            last = List.of();
            lost.addAll(Answers.ids(answer.get(2)));
            List<?> jobs = Answers.list(answer.get(3));
            int handedOut = jobs.size() / 2;
            claimed.addAll(reader.read(owner, Answers.number(answer.get(0)), jobs));
            more = Answers.number(answer.get(1)) == 1 || handedOut == Portions.MOST
                    || handedOut > 0 && claimed.isEmpty();
        }
        return new Exchange(Set.copyOf(lost), List.copyOf(claimed));
    }

    Renewal renew(String owner, Collection<Lease> held, Duration lease) {
        Set<Long> lost = new HashSet<>();
        Set<Long> cancelled = new HashSet<>();
        long holds = 0;
        List<List<Lease>> portions = held.isEmpty() ? List.of(List.of()) : Portions.of(held);
        for (List<Lease> portion : portions) {
            Arguments arguments = new Arguments().text(owner).millis(lease);
            portion.forEach(one -> arguments.number(one.jobId()).number(one.attempt()));
            List<?> answer = Answers.list(commands.run(Script.RENEW, arguments));
            lost.addAll(Answers.ids(answer.get(0)));
            cancelled.addAll(Answers.ids(answer.get(1)));
            holds = Answers.number(answer.get(2));
        }
        if (holds > held.size() - lost.size()) {
            reclaim(owner, held);
        }
        return new Renewal(Set.copyOf(lost), Set.copyOf(cancelled));
    }

    /** Puts back what the owner holds and does not know of. */
    private void reclaim(String owner, Collection<Lease> known) {
        long back = 0;
        long left = 0;
        for (Priority lane : Priority.values()) {
            String cursor = START;
            do {
                Arguments arguments = new Arguments().text(owner).number(lane.ordinal()).text(cursor)
                        .number(Portions.SCANNED).number(back).number(left);
                known.forEach(lease -> arguments.number(lease.jobId()));
                List<?> answer = Answers.list(commands.run(Script.RECLAIM, arguments));
                cursor = Answers.text(answer.get(0));
                back = Answers.number(answer.get(1));
                left = Answers.number(answer.get(2));
            } while (!cursor.equals(START));
        }
        if (back > 0) {
            LOG.warn("{} jobs that Redis had handed to {} without its hearing of it went back to their lanes", back,
                    owner);
        }
    }

    Set<Long> acknowledge(Collection<Lease> leases) {
        Set<Long> lost = new HashSet<>();
        Portions.of(leases).forEach(portion -> lost.addAll(acknowledgePortion(portion)));
        return Set.copyOf(lost);
    }

    private Set<Long> acknowledgePortion(List<Lease> portion) {
        return portion.isEmpty()
                ? Set.of()
                : Answers.ids(commands.run(Script.ACKNOWLEDGE, group(portion, new Arguments())));
    }

    Set<Long> release(Collection<Release> releases) {
        Set<Long> lost = new HashSet<>();
        for (List<Release> portion : Portions.of(releases)) {
            Arguments arguments = new Arguments();
            for (Release one : portion) {
                Lease lease = one.lease();
                arguments.number(lease.jobId()).number(lease.attempt()).text(lease.owner()).millis(one.delay())
                        .number(one.failed() ? 1 : 0);
            }
            lost.addAll(Answers.ids(commands.run(Script.RELEASE, arguments)));
        }
        return Set.copyOf(lost);
    }

    /** The last first: each goes to the head. */
    void handBack(Collection<Lease> leases) {
        for (List<Lease> portion : Portions.of(leases).reversed()) {
            Arguments arguments = new Arguments();
            portion.forEach(lease -> arguments.number(lease.jobId()).number(lease.attempt()).text(lease.owner()));
            commands.run(Script.HAND_BACK, arguments);
        }
    }

    /** Nearly always they are of one owner and all a first attempt. */
    private static Arguments group(List<Lease> leases, Arguments arguments) {
        int from = 0;
        while (from < leases.size()) {
            Lease first = leases.get(from);
            int to = from + 1;
            while (to < leases.size() && isLike(first, leases.get(to))) {
                to++;
            }
            arguments.text(first.owner()).number(first.attempt()).number(to - from);
            leases.subList(from, to).forEach(lease -> arguments.number(lease.jobId()));
            from = to;
        }
        return arguments;
    }

    private static boolean isLike(Lease one, Lease other) {
        return one.attempt() == other.attempt() && one.owner().equals(other.owner());
    }
}
