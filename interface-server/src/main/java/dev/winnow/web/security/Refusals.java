package dev.winnow.web.security;

import dev.winnow.web.problem.Problem;
import dev.winnow.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Answers who is not signed in, or may not: scripts by a problem, people by the sign-in page or the error page. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemWriter problems;

    Refusals(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        boolean withToken = BearerTokens.isGiven(request);
        if (ProblemWriter.isForScript(request) || withToken) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"winnow\"");
            problems.write(request, response, Problem.of(HttpStatus.UNAUTHORIZED, withToken
                    ? "The token is unknown, expired, or its user is disabled: make another with 'winnow tokens create'."
                    : "Sign in, or send 'Authorization: Bearer TOKEN'."));
            return;
        }
        ReturnPath.remember(request, response);
        String signIn = request.getContextPath() + "/sign-in";
        if (request.getHeader("HX-Request") != null) {
            // A fragment of a page must not become the sign-in page: the whole page goes there.
            response.setHeader("HX-Redirect", signIn);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(signIn);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        boolean mustChange = who != null && who.getAuthorities().stream()
                .anyMatch(authority -> Authorities.CHANGE_PASSWORD.equals(authority.getAuthority()));
        if (ProblemWriter.isForScript(request) || BearerTokens.isGiven(request)) {
            problems.write(request, response, Problem.of(HttpStatus.FORBIDDEN, sentence(request, reason, mustChange)));
        } else if (mustChange && !(reason instanceof CsrfException)) {
            response.sendRedirect(request.getContextPath() + "/sign-in/password");
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private static String sentence(HttpServletRequest request, AccessDeniedException reason, boolean mustChange) {
        if (reason instanceof CsrfException) {
            return "A call by session cookie that changes something needs the header " + CsrfTokens.HEADER
                    + " with the token of the page's meta tag 'csrf-token'; a call with a bearer token needs none.";
        }
        return mustChange
                ? "Set another password first, by signing in with a browser."
                : "This needs the role " + AccessRules.need(request).name().toLowerCase(Locale.ROOT) + ".";
    }
}
