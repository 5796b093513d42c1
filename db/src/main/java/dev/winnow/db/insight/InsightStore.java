package dev.winnow.db.insight;

import dev.winnow.db.JpaStore;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.InsightDefinition;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;

/** Insights; over the JPA repository. */
@JpaStore
public class InsightStore {
    private final InsightRepository repository;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    InsightStore(InsightRepository repository, TimeOrderedIds ids, InstantSource clock) {
        this.repository = repository;
        this.ids = ids;
        this.clock = clock;
    }

    /** All that are not removed, by title. */
    public List<InsightRow> all() {
        return repository.findByRemovedAtIsNullOrderByTitleAscIdAsc().stream().map(InsightEntity::row).toList();
    }

    /** One. */
    public Optional<InsightRow> find(long id) {
        return repository.findByIdAndRemovedAtIsNull(id).map(InsightEntity::row);
    }

    /** Adds a user's; {@link IllegalArgumentException} where the name is taken. */
    public InsightRow add(InsightDefinition definition, String origin) {
        try {
            return repository.saveAndFlush(new InsightEntity(ids.next(), definition, origin, Times.now(clock))).row();
        } catch (DataIntegrityViolationException e) {
            throw new IllegalArgumentException(
                    "there is an insight '" + definition.name() + "' already: choose another name", e);
        }
    }
}
