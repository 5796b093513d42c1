package dev.winnow.db.people;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/** API tokens by JPA. */
interface TokenRepository extends JpaRepository<TokenEntity, Long> {
    List<TokenEntity> findAllByOrderByIdAsc();

    /** With its user in the same query: every request of a script asks. */
    @EntityGraph(attributePaths = "user")
    Optional<TokenEntity> findByTokenHash(String tokenHash);
}
