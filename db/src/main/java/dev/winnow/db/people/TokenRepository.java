package dev.winnow.db.people;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** API tokens by JPA. */
interface TokenRepository extends JpaRepository<TokenEntity, Long> {
    List<TokenEntity> findAllByOrderByIdAsc();

    Optional<TokenEntity> findByTokenHash(String tokenHash);
}
