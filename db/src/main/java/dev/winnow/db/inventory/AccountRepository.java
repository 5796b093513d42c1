package dev.winnow.db.inventory;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Cloud accounts by JPA. */
interface AccountRepository extends Repository<AccountEntity, Long> {
    List<AccountEntity> findAllByOrderByNameAsc();

    Optional<AccountEntity> findById(Long id);

    AccountEntity saveAndFlush(AccountEntity account);
}
