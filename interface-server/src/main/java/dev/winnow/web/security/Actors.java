package dev.winnow.web.security;

import dev.winnow.db.people.Role;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Tells who asks, also as a parameter of controllers. */
@Component
public class Actors implements HandlerMethodArgumentResolver {
    /** Who asks; empty for nobody. Somebody who must set another password has the role of a viewer here. */
    public static Optional<Actor> current(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        Role role = Authorities.role(authentication.getAuthorities()).orElse(Role.VIEWER);
        return Optional.of(new Actor(authentication.getName(), role, address(request)));
    }

    /** Where a request comes from, as far as the trusted proxies say. */
    static String address(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return address == null ? "" : address;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Actor.class);
    }

    @Override
    public Actor resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        return Optional.ofNullable(servletRequest).flatMap(Actors::current)
                .orElseThrow(() -> RefusedException.forbidden("Sign in first."));
    }
}
