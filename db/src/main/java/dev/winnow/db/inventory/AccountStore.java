package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.JpaStore;
import dev.winnow.db.Texts;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Cloud accounts; over the JPA repository. */
@JpaStore
public class AccountStore {
    private final AccountRepository repository;
    private final Database database;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    AccountStore(AccountRepository repository, Database database, TimeOrderedIds ids, InstantSource clock) {
        this.repository = repository;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** All, by name. */
    public List<CloudAccount> all() {
        return repository.findAllByOrderByNameAsc().stream().map(AccountEntity::account).toList();
    }

    /** One. */
    public Optional<CloudAccount> find(long id) {
        return repository.findById(id).map(AccountEntity::account);
    }

    /** Adds one; {@link IllegalArgumentException} where the name is taken. */
    public CloudAccount add(String name, String provider, Settings settings, String createdBy) {
        CloudAccount account = new CloudAccount(ids.next(), name, provider, settings);
        try {
            return repository.saveAndFlush(new AccountEntity(account, Texts.cut(createdBy, 190), Times.now(clock)))
                    .account();
        } catch (DataIntegrityViolationException e) {
            throw new IllegalArgumentException("there is a cloud account '" + name + "' already, or the name is longer "
                    + "than 100 characters: choose another name", e);
        }
    }

    /** How its harvests stand. */
    public List<HarvestStatus> harvests(long accountId) {
        return database.query("SELECT * FROM harvest_scope WHERE account_id = ? ORDER BY region, type",
                (row, i) -> new HarvestStatus(row.getString("region"), row.getString("type"),
                        row.getLong("last_job_id"), Times.instant(row, "last_started_at"),
                        Times.instantOrNull(row, "last_succeeded_at"), row.getLong("resources"),
                        row.getString("problem")),
                accountId);
    }

    /** How the harvest of one region and type stands. */
    public record HarvestStatus(String region, String type, long lastJobId, Instant lastStartedAt,
            @Nullable Instant lastSucceededAt, long resources, @Nullable String problem) {
    }
}
