package dev.winnow.web.security;

import dev.winnow.db.people.Role;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Audit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Where people go after signing in, after failing to, and what is kept of signing out. */
@Component
class SignInOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutHandler {
    private final Audit audit;

    SignInOutcome(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
            Authentication authentication) throws IOException {
        boolean mustChange = Authorities.role(authentication.getAuthorities()).isEmpty();
        String path = mustChange ? "/sign-in/password" : ReturnPath.take(request, response);
        response.sendRedirect(request.getContextPath() + path);
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException reason) throws IOException {
        String why = reason instanceof ThrottledException throttled ? "throttled=" + throttled.seconds() : "failed";
        response.sendRedirect(request.getContextPath() + "/sign-in?" + why);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response,
            @Nullable Authentication authentication) {
        if (authentication != null) {
            audit.record(new Actor(authentication.getName(), Role.VIEWER, Actors.address(request)), "sign-out",
                    "user:" + authentication.getName(), Map.of());
        }
    }
}
