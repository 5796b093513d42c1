package dev.winnow.db.people;

import java.time.Instant;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;
import org.springframework.transaction.annotation.Transactional;

/** Sign-in links by JPA. */
interface SignInLinkRepository extends JpaRepository<SignInLinkEntity, String> {
    /** One statement, so that of two who use a link at once one gets in. */
    @Modifying
    @Transactional(transactionManager = "jpaTransactionManager")
    @Query("update SignInLinkEntity l set l.usedAt = :now "
            + "where l.tokenHash = :hash and l.usedAt is null and l.expiresAt > :now")
    int use(@Param("hash") String hash, @Param("now") Instant now);
}
