package dev.winnow.db.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A one-time sign-in link's row. */
@Entity
@Table(name = "sign_in_link")
@NullUnmarked
class SignInLinkEntity {
    @Id
    private String tokenHash;
    private Instant createdAt;
    private Instant expiresAt;
    private Instant usedAt;

    protected SignInLinkEntity() {
    }

    SignInLinkEntity(String tokenHash, Instant createdAt, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }
}
