package dev.winnow.web.security;

import dev.winnow.db.people.People;
import dev.winnow.web.service.SecretTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets scripts in by {@code Authorization: Bearer TOKEN}, for this one request. */
final class BearerTokens extends OncePerRequestFilter {
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 512;

    private final People people;
    private final Refusals refusals;

    BearerTokens(People people, Refusals refusals) {
        this.people = people;
        this.refusals = refusals;
    }

    /** Whether a request comes with a token, good or not. A browser never sends one by itself. */
    static boolean isGiven(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<People.Token> token = secret(request).map(SecretTokens::hash).flatMap(people::token);
        if (token.isEmpty()) {
            refusals.commence(request, response, new BadCredentialsException("unknown token"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(token.get().userName(), null,
                Authorities.of(token.get().role())));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static Optional<String> secret(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(secret -> !secret.isEmpty() && secret.length() <= LONGEST);
    }
}
