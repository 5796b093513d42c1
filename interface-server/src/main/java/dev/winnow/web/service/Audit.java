package dev.winnow.web.service;

import dev.winnow.db.people.AuditLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who did what. */
@Service
public class Audit {
    private final AuditLog log;

    Audit(AuditLog log) {
        this.log = log;
    }

    /** Keeps what somebody did; never a secret. */
    public void record(Actor actor, String action, String target, Map<String, Object> detail) {
        log.record(actor.name(), action, target, detail, actor.address());
    }

    /** The latest events, newest first. */
    public Page<AuditLog.Event> latest(@Nullable Long before, int limit) {
        List<AuditLog.Event> events = log.latest(before, limit + 1);
        return Page.of(events, limit, AuditLog.Event::id);
    }
}
