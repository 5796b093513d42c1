package dev.winnow.db.people;

import dev.winnow.db.JpaStore;
import dev.winnow.db.Texts;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.db.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;

/** Who did what. */
@JpaStore
public class AuditLog {
    private final AuditRepository repository;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    AuditLog(AuditRepository repository, TimeOrderedIds ids, InstantSource clock) {
        this.repository = repository;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps an event. */
    public void record(String actor, String action, String target, Map<String, Object> detail, String remoteAddress) {
        repository.saveAndFlush(new AuditEntity(new Event(ids.next(), Times.now(clock), Texts.cut(actor, 190),
                Texts.cut(action, 100), Texts.cut(target, 255), detail, Texts.cut(remoteAddress, 64))));
    }

    /** The latest, newest first, before this id. */
    public List<Event> latest(@Nullable Long before, int limit) {
        return repository.findByIdLessThanOrderByIdDesc(before == null ? Long.MAX_VALUE : before, Limit.of(limit))
                .stream().map(AuditEntity::event).toList();
    }

    /** An event. */
    public record Event(long id, Instant at, String actor, String action, String target, Map<String, Object> detail,
            String remoteAddress) {
    }
}
