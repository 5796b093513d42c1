package dev.winnow.db.people;

import dev.winnow.db.JpaStore;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.db.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Users, tokens and sign-in links; over JPA repositories. Tokens and links are kept as SHA-256 only. */
@JpaStore
public class People {
    private final UserRepository users;
    private final TokenRepository tokens;
    private final SignInLinkRepository links;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    People(UserRepository users, TokenRepository tokens, SignInLinkRepository links, TimeOrderedIds ids,
            InstantSource clock) {
        this.users = users;
        this.tokens = tokens;
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether there is anybody. */
    public boolean isEmpty() {
        return users.count() == 0;
    }

    /** All users, by name. */
    public List<User> users() {
        return users.findAllByOrderByNameAsc().stream().map(UserEntity::user).toList();
    }

    /** The user of this name. */
    public Optional<User> user(String name) {
        return users.findByName(name).map(UserEntity::user);
    }

    /** Adds one; {@link IllegalArgumentException} where the name is taken. */
    public User add(String name, String passwordHash, Role role, boolean mustChangePassword) {
        User user = new User(ids.next(), name, passwordHash, role, mustChangePassword, false);
        try {
            return users.saveAndFlush(new UserEntity(user, Times.now(clock))).user();
        } catch (DataIntegrityViolationException e) {
            throw new IllegalArgumentException("there is a user '" + name
                    + "' already, or the name is longer than 100 characters: choose another name", e);
        }
    }

    /** Sets a password; {@link IllegalArgumentException} where there is no such user. */
    public void setPassword(long userId, String passwordHash, boolean mustChangePassword) {
        UserEntity user = users.findById(userId)
                .orElseThrow(() -> new IllegalArgumentException("there is no user with the id " + userId));
        user.setPassword(passwordHash, mustChangePassword, Times.now(clock));
        users.saveAndFlush(user);
    }

    /** Keeps a token of a user, given its hash; {@link IllegalArgumentException} where there is no such user. */
    public Token addToken(long userId, String name, String sha256, Role role, @Nullable Instant expiresAt) {
        UserEntity user = users.findById(userId)
                .orElseThrow(() -> new IllegalArgumentException("there is no user with the id " + userId));
        Token token = new Token(ids.next(), userId, user.user().name(), name, role, Times.now(clock), expiresAt, null);
        return tokens.saveAndFlush(new TokenEntity(user, token, sha256)).token();
    }

    /** All tokens. */
    public List<Token> tokens() {
        return tokens.findAllByOrderByIdAsc().stream().map(TokenEntity::token).toList();
    }

    /** The live token with this hash, noting its use at most once a minute. */
    public Optional<Token> token(String sha256) {
        Instant now = Times.now(clock);
        Optional<TokenEntity> found = tokens.findByTokenHash(sha256).filter(token -> token.isLive(now));
        found.filter(token -> token.noteUse(now)).ifPresent(tokens::saveAndFlush);
        return found.map(TokenEntity::token);
    }

    /** Keeps a one-time sign-in link. */
    public void addSignInLink(String sha256, Instant expiresAt) {
        links.saveAndFlush(new SignInLinkEntity(sha256, Times.now(clock), expiresAt));
    }

    /** Uses a link up; false if it is unknown, expired or used. */
    public boolean useSignInLink(String sha256) {
        return links.use(sha256, Times.now(clock)) > 0;
    }

    /** A token without its secret. */
    public record Token(long id, long userId, String userName, String name, Role role, Instant createdAt,
            @Nullable Instant expiresAt, @Nullable Instant lastUsedAt) {
    }
}
