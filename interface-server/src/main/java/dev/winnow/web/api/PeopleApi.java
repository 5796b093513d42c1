package dev.winnow.web.api;

import dev.winnow.db.people.Role;
import dev.winnow.db.people.User;
import dev.winnow.web.api.json.AuditJson;
import dev.winnow.web.api.json.TokenJson;
import dev.winnow.web.api.json.UserJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Audit;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.PeopleService;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users, tokens, and what people did. */
@RestController
@RequestMapping("/api/v1")
class PeopleApi {
    private final PeopleService people;
    private final Audit audit;

    PeopleApi(PeopleService people, Audit audit) {
        this.people = people;
        this.audit = audit;
    }

    @GetMapping("/users")
    Page<UserJson> users(Paging paging) {
        return paging.of(people.users()).map(UserJson::of);
    }

    @PostMapping("/users")
    ResponseEntity<UserJson> addUser(@RequestBody NewUser body, Actor actor) {
        User user = people.addUser(actor, Body.text("name", body.name()), password(body.password()),
                Body.constant(Role.class, "role", body.role(), Role.VIEWER),
                Boolean.TRUE.equals(body.mustChangePassword()));
        return Answers.created("/users/" + user.name(), UserJson.of(user));
    }

    @GetMapping("/users/{name}")
    UserJson user(@PathVariable String name) {
        return UserJson.of(people.user(name));
    }

    @PostMapping("/users/{name}/password")
    UserJson resetPassword(@PathVariable String name, @RequestBody NewPassword body, Actor actor) {
        return UserJson.of(people.resetPassword(actor, name, password(body.password()),
                Boolean.TRUE.equals(body.mustChangePassword())));
    }

    @GetMapping("/tokens")
    Page<TokenJson> tokens(Paging paging) {
        return paging.of(people.tokens()).map(token -> TokenJson.of(token, null));
    }

    @PostMapping("/tokens")
    ResponseEntity<TokenJson> addToken(@RequestBody TokenWish body, Actor actor) {
        PeopleService.NewToken token = people.addToken(actor, Body.text("name", body.name()),
                Body.constant(Role.class, "role", body.role(), Role.VIEWER), body.expiresAt());
        return Answers.created("/tokens", TokenJson.of(token.token(), token.secret()));
    }

    @GetMapping("/audit")
    Page<AuditJson> audit(Paging paging) {
        return audit.latest(paging.after(), paging.limit()).map(AuditJson::of);
    }

    /** A password is taken as it is, blanks at its ends included. */
    private static String password(@Nullable String given) {
        return given == null ? Body.text("password", null) : given;
    }

    /** Somebody new. */
    record NewUser(@Nullable String name, @Nullable String password, @Nullable String role,
            @Nullable Boolean mustChangePassword) {
        @Override
        public String toString() {
            return "user " + name;
        }
    }

    /** Another password for somebody. */
    record NewPassword(@Nullable String password, @Nullable Boolean mustChangePassword) {
        @Override
        public String toString() {
            return "password";
        }
    }

    /** A token that is wanted. */
    record TokenWish(@Nullable String name, @Nullable String role, @Nullable Instant expiresAt) {
    }
}
