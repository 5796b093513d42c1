package dev.winnow.web.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.db.people.People;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token.
 *
 * @param token the secret, in the answer to the call that made it and never again
 */
public record TokenJson(String id, String name, String user, String role, Instant createdAt,
        @Nullable Instant expiresAt, @Nullable Instant lastUsedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {
    public static TokenJson of(People.Token token, @Nullable String secret) {
        return new TokenJson(Long.toString(token.id()), token.name(), token.userName(), Codes.of(token.role()),
                token.createdAt(), token.expiresAt(), token.lastUsedAt(), secret);
    }

    @Override
    public String toString() {
        return "token " + id;
    }
}
