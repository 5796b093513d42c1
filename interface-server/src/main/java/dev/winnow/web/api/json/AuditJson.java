package dev.winnow.web.api.json;

import dev.winnow.db.people.AuditLog;
import java.time.Instant;
import java.util.Map;

/** Something that somebody did. */
public record AuditJson(String id, Instant at, String actor, String action, String target, Map<String, Object> detail,
        String remoteAddress) {
    public static AuditJson of(AuditLog.Event event) {
        return new AuditJson(Long.toString(event.id()), event.at(), event.actor(), event.action(), event.target(),
                event.detail(), event.remoteAddress());
    }
}
