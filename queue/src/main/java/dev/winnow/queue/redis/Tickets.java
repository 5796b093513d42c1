package dev.winnow.queue.redis;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Each thread's ticket. It is drawn anew when the thread works for another owner. */
final class Tickets {
    private final ThreadLocal<@Nullable Ticket> drawn = new ThreadLocal<>();

    /** The calling thread's. */
    Ticket of(String owner) {
        Ticket ticket = drawn.get();
        if (ticket == null || !ticket.owner().equals(owner)) {
            ticket = new Ticket(UUID.randomUUID().toString(), owner);
            drawn.set(ticket);
        }
        return ticket;
    }
}
