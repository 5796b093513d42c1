package dev.winnow.db.people;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** Audit events by JPA. */
interface AuditRepository extends JpaRepository<AuditEntity, Long> {
    List<AuditEntity> findByIdLessThanOrderByIdDesc(long before, Limit limit);
}
