package dev.winnow.web.security;

import dev.winnow.db.people.People;
import dev.winnow.db.people.User;
import dev.winnow.web.service.SecretTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds a session against its user as it is on record now, looked up every 5 s at most: who was disabled or removed, or
 * whose password was set elsewhere, is signed out; another role counts at once.
 */
final class SessionUsers extends OncePerRequestFilter {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int REMEMBERED = 1000;

    private final People people;
    private final InstantSource clock;
    private final Map<String, Known> known = new LinkedHashMap<>();

    SessionUsers(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    /** What a session keeps of the password, to notice another: nothing from which it could be guessed. */
    static String fingerprint(User user) {
        return SecretTokens.hash(user.passwordHash()).substring(0, 16);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return AccessRules.need(request) == AccessRules.Need.NOTHING;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication held = SecurityContextHolder.getContext().getAuthentication();
        if (held instanceof UsernamePasswordAuthenticationToken) {
            Optional<User> user = current(held);
            if (user.isEmpty()) {
                SecurityContextHolder.clearContext();
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            } else {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(PasswordSignIn.token(user.get()));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<User> current(Authentication held) {
        Optional<User> remembered = remembered(held.getName());
        // Somebody may have changed the own password a moment ago: the session is newer than what is remembered.
        return remembered.filter(user -> isOf(held, user)).or(() -> lookUp(held.getName()))
                .filter(user -> isOf(held, user));
    }

    private static boolean isOf(Authentication held, User user) {
        return !user.disabled() && fingerprint(user).equals(held.getDetails());
    }

    private synchronized Optional<User> remembered(String name) {
        Known entry = known.get(name);
        return entry == null || entry.until().isBefore(clock.instant()) ? Optional.empty() : Optional.of(entry.user());
    }

    private Optional<User> lookUp(String name) {
        Optional<User> user = people.user(name);
        user.ifPresent(found -> remember(name, found));
        return user;
    }

    private synchronized void remember(String name, User user) {
        known.remove(name);
        known.put(name, new Known(user, clock.instant().plus(FRESH)));
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private record Known(User user, Instant until) {
    }
}
