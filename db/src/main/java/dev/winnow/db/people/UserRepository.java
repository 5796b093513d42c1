package dev.winnow.db.people;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** Users by JPA. */
interface UserRepository extends JpaRepository<UserEntity, Long> {
    List<UserEntity> findAllByOrderByNameAsc();

    Optional<UserEntity> findByName(String name);
}
