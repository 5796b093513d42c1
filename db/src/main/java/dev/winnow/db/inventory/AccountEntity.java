package dev.winnow.db.inventory;

import dev.winnow.db.Json;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Settings;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

/** A cloud account's row. */
@Entity
@Table(name = "cloud_account")
@NullUnmarked
class AccountEntity implements Persistable<Long> {
    @Id
    private Long id;
    private String name;
    private String provider;
    private String settings;
    private String createdBy;
    private Instant createdAt;
    private Instant updatedAt;

    protected AccountEntity() {
    }

    AccountEntity(CloudAccount account, String createdBy, Instant now) {
        this.id = account.id();
        this.name = account.name();
        this.provider = account.provider();
        this.settings = Json.write(account.settings().values());
        this.createdBy = createdBy;
        this.createdAt = now;
        this.updatedAt = now;
    }

    CloudAccount account() {
        return new CloudAccount(id, name, provider, new Settings(Json.map(settings)));
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
