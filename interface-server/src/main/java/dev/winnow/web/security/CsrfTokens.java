package dev.winnow.web.security;

import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/** Tokens against forged requests, in a cookie of their own: who only looks at the sign-in page needs no session. */
final class CsrfTokens {
    static final String HEADER = "X-CSRF-TOKEN";

    private CsrfTokens() {
    }

    static CsrfTokenRepository repository(boolean alwaysSecure) {
        CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
        repository.setHeaderName(HEADER);
        repository.setCookieName("winnow_csrf");
        repository.setCookieCustomizer(cookie -> {
            cookie.httpOnly(true).sameSite("Lax");
            if (alwaysSecure) {
                cookie.secure(true);
            }
        });
        return repository;
    }
}
