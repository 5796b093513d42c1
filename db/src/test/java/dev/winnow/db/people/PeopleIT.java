package dev.winnow.db.people;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.SessionConfiguration;
import dev.winnow.db.Times;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {
    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final People people = database.jpaAs(Account.INTERFACE, People.class);
    private final Instant soon = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);

    @BeforeEach
    void empty() {
        List.of("app_user", "api_token", "sign_in_link", "audit_event", "cloud_account")
                .forEach(table -> database.sql().update("DELETE FROM " + table));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aUserIsAddedOnceAndGetsAnotherPassword() {
        assertThat(people.isEmpty()).isTrue();
        User ann = people.add("ann", "{bcrypt}x", Role.ADMIN, true);
        assertThat(people.isEmpty()).isFalse();
        assertThat(people.user("ann")).contains(ann);
        assertThat(people.user("Ann")).isEmpty();
        people.setPassword(ann.id(), "{bcrypt}y", false);
        assertThat(people.users()).containsExactly(
                new User(ann.id(), "ann", "{bcrypt}y", Role.ADMIN, false, false));
        assertThatThrownBy(() -> people.add("ann", "z", Role.VIEWER, false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'ann'");
        assertThatThrownBy(() -> people.setPassword(1, "z", false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenIsFoundByItsHashWhileItLives() {
        User ann = people.add("ann", "x", Role.ADMIN, false);
        People.Token token = people.addToken(ann.id(), "script", "a".repeat(64), Role.OPERATOR, soon);
        assertThat(token.userName()).isEqualTo("ann");
        assertThat(people.token("a".repeat(64)).orElseThrow().lastUsedAt()).isNotNull();
        assertThat(people.token("b".repeat(64))).isEmpty();
        assertThat(people.tokens()).singleElement().satisfies(kept -> {
            assertThat(kept.expiresAt()).isEqualTo(soon);
            assertThat(kept.role()).isEqualTo(Role.OPERATOR);
        });
        assertThat(database.sql().first("SELECT expires_at FROM api_token",
                (row, i) -> Times.instant(row, "expires_at"))).as("in UTC, whatever the zone").contains(soon);
        people.addToken(ann.id(), "old", "c".repeat(64), Role.VIEWER, Instant.now().minusSeconds(1));
        assertThat(people.token("c".repeat(64))).isEmpty();
        database.sql().update("UPDATE app_user SET disabled = 1");
        assertThat(people.token("a".repeat(64))).as("of somebody who may not sign in").isEmpty();
    }

    @Test
    void useOfATokenIsWrittenOnceAMinute() {
        User ann = people.add("ann", "x", Role.ADMIN, false);
        people.addToken(ann.id(), "script", "a".repeat(64), Role.OPERATOR, null);
        Instant first = people.token("a".repeat(64)).orElseThrow().lastUsedAt();
        assertThat(people.token("a".repeat(64)).orElseThrow().lastUsedAt()).isCloseTo(first,
                org.assertj.core.api.Assertions.within(1, ChronoUnit.MILLIS));
        database.sql().update("UPDATE api_token SET last_used_at = last_used_at - INTERVAL 61 SECOND");
        assertThat(people.token("a".repeat(64)).orElseThrow().lastUsedAt()).isAfter(first);
    }

    @Test
    void aSignInLinkWorksOnce() {
        people.addSignInLink("a".repeat(64), soon);
        people.addSignInLink("b".repeat(64), Instant.now().minusSeconds(1));
        assertThat(people.useSignInLink("a".repeat(64))).isTrue();
        assertThat(people.useSignInLink("a".repeat(64))).isFalse();
        assertThat(people.useSignInLink("b".repeat(64))).isFalse();
        assertThat(people.useSignInLink("c".repeat(64))).isFalse();
    }

    @Test
    void whatPeopleDoIsKeptNewestFirst() {
        AuditLog log = database.jpaAs(Account.INTERFACE, AuditLog.class);
        log.record("ann", "user.add", "bob", Map.of("role", "viewer"), "127.0.0.1");
        log.record("ann", "account.add", "x".repeat(300), Map.of(), "::1");
        List<AuditLog.Event> events = log.latest(null, 10);
        assertThat(events).extracting(AuditLog.Event::action).containsExactly("account.add", "user.add");
        assertThat(events.getLast().detail()).isEqualTo(Map.of("role", "viewer"));
        assertThat(log.latest(events.getFirst().id(), 10)).containsExactly(events.getLast());
    }

    @Test
    void aCloudAccountIsReadByWorkers() {
        AccountStore accounts = database.jpaAs(Account.INTERFACE, AccountStore.class);
        CloudAccount added = accounts.add("prod", "aws", new Settings(Map.of("regions", List.of("eu-1"))), "ann");
        AccountStore forWorker = database.jpaAs(Account.WORKER, AccountStore.class);
        assertThat(forWorker.all()).containsExactly(added);
        assertThat(forWorker.find(added.id())).contains(added);
        assertThat(forWorker.find(1)).isEmpty();
        assertThatThrownBy(() -> accounts.add("prod", "aws", Settings.NONE, "ann"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'prod'");
        assertThatThrownBy(() -> forWorker.add("mine", "aws", Settings.NONE, "worker"))
                .as("a worker's account may not").isNotInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSessionOutlivesTheProcess() {
        JdbcIndexedSessionRepository sessions = database.withSessions(JdbcIndexedSessionRepository.class);
        String id = save(sessions);
        Session found = Objects.requireNonNull(
                database.withSessions(JdbcIndexedSessionRepository.class).findById(id));
        assertThat(found.<String>getAttribute("who")).isEqualTo("ann");
        assertThat(found.getMaxInactiveInterval()).hasSeconds(SessionConfiguration.INACTIVE_SECONDS);
        sessions.deleteById(id);
        assertThat(sessions.findById(id)).isNull();
    }

    /** The repository's session type is hidden in it. */
    private static <S extends Session> String save(FindByIndexNameSessionRepository<S> sessions) {
        S session = sessions.createSession();
        session.setAttribute("who", "ann");
        sessions.save(session);
        return session.getId();
    }
}
