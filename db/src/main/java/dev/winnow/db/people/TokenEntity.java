package dev.winnow.db.people;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;

/** An API token's row. */
@Entity
@Table(name = "api_token")
@NullUnmarked
class TokenEntity {
    @Id
    private Long id;
    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "user_id")
    private UserEntity user;
    private String name;
    private String tokenHash;
    private String role;
    private Instant createdAt;
    private Instant expiresAt;
    private Instant lastUsedAt;

    protected TokenEntity() {
    }

    TokenEntity(UserEntity user, People.Token token, String hash) {
        this.id = token.id();
        this.user = user;
        this.name = token.name();
        this.tokenHash = hash;
        this.role = token.role().name().toLowerCase(Locale.ROOT);
        this.createdAt = token.createdAt();
        this.expiresAt = token.expiresAt();
    }

    People.Token token() {
        return new People.Token(id, user.user().id(), user.user().name(), name,
                Role.valueOf(role.toUpperCase(Locale.ROOT)), createdAt, expiresAt, lastUsedAt);
    }

    boolean isLive(Instant now) {
        return (expiresAt == null || expiresAt.isAfter(now)) && !user.user().disabled();
    }

    /** Whether the use is worth a write. */
    boolean noteUse(Instant now) {
        boolean stale = lastUsedAt == null || lastUsedAt.isBefore(now.minusSeconds(60));
        if (stale) {
            lastUsedAt = now;
        }
        return stale;
    }
}
