package dev.winnow.web.security;

import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.db.people.User;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Audit;
import dev.winnow.web.service.Shown;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Holds a name and a password against the users on record; says the same, and takes as long, for unknown names. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    private final People people;
    private final PasswordEncoder encoder;
    private final SignInThrottle throttle;
    private final Audit audit;
    private final SingletonSupplier<String> hashOfNobody;

    PasswordSignIn(People people, PasswordEncoder encoder, SignInThrottle throttle, Audit audit) {
        this.people = people;
        this.encoder = encoder;
        this.throttle = throttle;
        this.audit = audit;
        this.hashOfNobody = SingletonSupplier.of(() -> String.valueOf(encoder.encode("nobody has this password")));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName().strip();
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                && details.getRemoteAddress() != null ? details.getRemoteAddress() : "";
        Optional<ThrottledException> throttled = throttle.wait(name, address).map(ThrottledException::new);
        if (throttled.isPresent()) {
            throw throttled.get();
        }
        // Made with the first attempt, whoever makes it: it takes as long as looking at a password.
        String ofNobody = hashOfNobody.obtain();
        Optional<User> user = people.user(name);
        String password = String.valueOf(attempt.getCredentials());
        boolean right = encoder.matches(password, user.map(User::passwordHash).orElse(ofNobody));
        if (user.isEmpty() || !right || user.get().disabled()) {
            throttle.failed(name, address);
            audit.record(new Actor(Shown.of(name), Role.VIEWER, address), "sign-in.failed", "user:" + Shown.of(name),
                    Map.of());
            throw new BadCredentialsException("name and password do not fit");
        }
        throttle.succeeded(name, address);
        audit.record(new Actor(user.get().name(), user.get().role(), address), "sign-in", "user:" + user.get().name(),
                Map.of());
        return token(user.get());
    }

    /** Somebody who is signed in. The name is kept in sessions, and by what another password is noticed. */
    static UsernamePasswordAuthenticationToken token(User user) {
        UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.authenticated(user.name(), null,
                user.mustChangePassword() ? Authorities.mustChangePassword() : Authorities.of(user.role()));
        token.setDetails(SessionUsers.fingerprint(user));
        return token;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
