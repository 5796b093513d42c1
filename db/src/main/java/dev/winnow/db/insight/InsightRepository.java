package dev.winnow.db.insight;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Insights by JPA. */
interface InsightRepository extends Repository<InsightEntity, Long> {
    List<InsightEntity> findByRemovedAtIsNullOrderByTitleAscIdAsc();

    Optional<InsightEntity> findByIdAndRemovedAtIsNull(long id);

    InsightEntity saveAndFlush(InsightEntity insight);
}
