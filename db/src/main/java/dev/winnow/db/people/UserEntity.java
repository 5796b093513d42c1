package dev.winnow.db.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;

/** A user's row. */
@Entity
@Table(name = "app_user")
@NullUnmarked
class UserEntity {
    @Id
    private Long id;
    private String name;
    private String passwordHash;
    private String role;
    private boolean mustChangePassword;
    private boolean disabled;
    private Instant createdAt;
    private Instant updatedAt;

    protected UserEntity() {
    }

    UserEntity(User user, Instant now) {
        this.id = user.id();
        this.name = user.name();
        this.passwordHash = user.passwordHash();
        this.role = user.role().name().toLowerCase(Locale.ROOT);
        this.mustChangePassword = user.mustChangePassword();
        this.disabled = user.disabled();
        this.createdAt = now;
        this.updatedAt = now;
    }

    User user() {
        return new User(id, name, passwordHash, Role.valueOf(role.toUpperCase(Locale.ROOT)), mustChangePassword,
                disabled);
    }

    void setPassword(String hash, boolean mustChange, Instant now) {
        passwordHash = hash;
        mustChangePassword = mustChange;
        updatedAt = now;
    }
}
