package dev.winnow.web.security;

import dev.winnow.db.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Which role a request needs, by method and path: the one place that says so. The first rule that fits counts; without
 * one, reading needs a viewer and anything else an operator.
 */
final class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final List<Rule> RULES = Stream.of(
            // Before sign-in.
            any(Need.NOTHING, "/sign-in", "/sign-in/link", "/health/**", "/error"),
            read(Need.NOTHING, "/winnow.css", "/icons.svg", "/favicon.svg", "/favicon.ico", "/js/**", "/webjars/**"),
            any(Need.SOMEBODY, "/sign-in/password", "/sign-out"),
            // People and what they did.
            any(Need.ADMIN, "/api/v1/users/**", "/api/v1/tokens/**", "/api/v1/audit/**"),
            any(Need.ADMIN, "/settings/users/**", "/settings/tokens/**", "/settings/audit/**"),
            // How the hosts are set up.
            any(Need.ADMIN, "/api/v1/system/**", "/settings/network/**", "/settings/doctor/**"),
            // Plugins' own code.
            read(Need.OPERATOR, "/api/v1/plugins/generations/*/export"),
            // What changes the suite itself.
            write(Need.ADMIN, "/api/v1/plugins/publish", "/api/v1/plugins/rollback", "/api/v1/plugins/*/settings",
                    "/api/v1/accounts", "/api/v1/accounts/test"),
            // It reads the sources, which may be far away.
            any(Need.OPERATOR, "/api/v1/plugins/plan", "/settings/plan"),
            write(Need.OPERATOR, "/settings/plugins/*/warnings/**", "/settings/accounts/*/harvest",
                    "/settings/accounts/*/test"),
            write(Need.ADMIN, "/settings/**"),
            // Asking by POST changes nothing. A plugin's route says itself whom it is for.
            write(Need.VIEWER, "/api/v1/resources/query", "/plugin/**")).flatMap(List::stream).toList();

    @Override
    public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        return new AuthorizationDecision(isMet(need(context.getRequest()), authentication));
    }

    /** What a request needs. */
    static Need need(HttpServletRequest request) {
        return RULES.stream().filter(rule -> rule.fits(request)).map(Rule::need).findFirst()
                .orElse(isReading(request) ? Need.VIEWER : Need.OPERATOR);
    }

    private static boolean isMet(Need need, Supplier<? extends @Nullable Authentication> supplier) {
        if (need == Need.NOTHING) {
            return true;
        }
        Authentication authentication = supplier.get();
        if (authentication == null || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return false;
        }
        Role wanted = switch (need) {
            case NOTHING, SOMEBODY -> null;
            case VIEWER -> Role.VIEWER;
            case OPERATOR -> Role.OPERATOR;
            case ADMIN -> Role.ADMIN;
        };
        return wanted == null || Authorities.role(authentication.getAuthorities())
                .filter(role -> role.compareTo(wanted) >= 0).isPresent();
    }

    private static boolean isReading(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    private static List<Rule> any(Need need, String... patterns) {
        return Stream.of(patterns).map(pattern -> new Rule(need, pathPattern(pattern), true, true)).toList();
    }

    private static List<Rule> read(Need need, String... patterns) {
        return Stream.of(patterns).map(pattern -> new Rule(need, pathPattern(pattern), true, false)).toList();
    }

    private static List<Rule> write(Need need, String... patterns) {
        return Stream.of(patterns).map(pattern -> new Rule(need, pathPattern(pattern), false, true)).toList();
    }

    /** What somebody must be. */
    enum Need {
        /** Anybody, signed in or not. */
        NOTHING,
        /** Signed in, be it with a password that must be changed. */
        SOMEBODY,
        /** At least a viewer. */
        VIEWER,
        /** At least an operator. */
        OPERATOR,
        /** An admin. */
        ADMIN
    }

    private record Rule(Need need, RequestMatcher path, boolean reading, boolean writing) {
        boolean fits(HttpServletRequest request) {
            return (isReading(request) ? reading : writing) && path.matches(request);
        }
    }
}
