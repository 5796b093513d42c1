package dev.winnow.db.people;

import dev.winnow.db.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** An audit event's row. */
@Entity
@Table(name = "audit_event")
@NullUnmarked
class AuditEntity {
    @Id
    private Long id;
    @Column(name = "at")
    private Instant at;
    private String actor;
    private String action;
    private String target;
    private String detail;
    private String remoteAddress;

    protected AuditEntity() {
    }

    AuditEntity(AuditLog.Event event) {
        this.id = event.id();
        this.at = event.at();
        this.actor = event.actor();
        this.action = event.action();
        this.target = event.target();
        this.detail = Json.write(event.detail());
        this.remoteAddress = event.remoteAddress();
    }

    AuditLog.Event event() {
        return new AuditLog.Event(id, at, actor, action, target, Json.map(detail), remoteAddress);
    }
}
