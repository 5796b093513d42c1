package dev.winnow.web.security;

import dev.winnow.db.people.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Roles as Spring Security's authorities: one for each role that is included. */
final class Authorities {
    /** Held alone by somebody who must set another password first. */
    static final String CHANGE_PASSWORD = "CHANGE_PASSWORD";

    private Authorities() {
    }

    static List<GrantedAuthority> of(Role role) {
        return Stream.of(Role.values()).filter(included -> included.compareTo(role) <= 0)
                .<GrantedAuthority>map(included -> new SimpleGrantedAuthority(included.name())).toList();
    }

    static List<GrantedAuthority> mustChangePassword() {
        return List.of(new SimpleGrantedAuthority(CHANGE_PASSWORD));
    }

    /** The highest role among authorities; empty for somebody who must set another password, or nobody. */
    static Optional<Role> role(Collection<? extends GrantedAuthority> authorities) {
        List<String> held = authorities.stream().map(GrantedAuthority::getAuthority).toList();
        return Stream.of(Role.values()).filter(role -> held.contains(role.name())).reduce((lower, higher) -> higher);
    }
}
