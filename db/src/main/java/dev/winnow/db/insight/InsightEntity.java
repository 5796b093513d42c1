package dev.winnow.db.insight;

import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.Severity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** An insight's row. */
@Entity
@Table(name = "insight")
@NullUnmarked
class InsightEntity implements Persistable<Long> {
    @Id
    private Long id;
    private String name;
    private String title;
    private String description;
    private String severity;
    private String resourceType;
    private String filters;
    private String origin;
    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant removedAt;

    protected InsightEntity() {
    }

    InsightEntity(long id, InsightDefinition definition, String origin, Instant now) {
        this.id = id;
        this.name = definition.name();
        this.title = definition.title();
        this.description = definition.description();
        this.severity = definition.severity().name().toLowerCase(Locale.ROOT);
        this.resourceType = definition.resourceType();
        this.filters = FilterUses.write(definition.filters());
        this.origin = origin;
        this.createdAt = now;
        this.updatedAt = now;
    }

    InsightRow row() {
        InsightDefinition definition = new InsightDefinition(name, title, description,
                Severity.valueOf(severity.toUpperCase(Locale.ROOT)), resourceType, FilterUses.read(filters));
        return new InsightRow(id, definition, origin, updatedAt);
    }

    @Override
    public Long getId() {
        return id;
    }

    /** Rows are only added here, by ids given before: always an insert. */
    @Override
    public boolean isNew() {
        return true;
    }
}
