package dev.winnow.web.security;

import dev.winnow.db.people.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Signs somebody in who has proved to be it otherwise than by a name and a password. */
@Component
public class SignInSession {
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    /** Begins a session, or goes on with this one under a new id, so that an id planted before is worth nothing. */
    public void open(User user, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(PasswordSignIn.token(user));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
