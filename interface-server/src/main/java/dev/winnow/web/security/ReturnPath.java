package dev.winnow.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Remembers in a cookie which page somebody wanted before signing in. Only a path within this console is ever gone to,
 * whatever the cookie says, so that nobody can be sent elsewhere by it.
 */
final class ReturnPath {
    private static final String COOKIE = "winnow_return";
    private static final int LONGEST = 1000;

    private ReturnPath() {
    }

    /** Remembers a page; what is no page, or fetched by a script, is not worth a return. */
    static void remember(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String path = request.getRequestURI().substring(request.getContextPath().length())
                + (query == null ? "" : "?" + query);
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        boolean page = request.getMethod().equals("GET") && accept.contains("text/html")
                && request.getHeader("HX-Request") == null && !"iframe".equals(request.getHeader("Sec-Fetch-Dest"));
        if (page && isWithin(path) && path.length() > 1) {
            set(request, response, Base64.getUrlEncoder().encodeToString(path.getBytes(StandardCharsets.UTF_8)), 600);
        }
    }

    /** The page to go to, which is forgotten; the overview where none is known. */
    static String take(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> path = Stream.ofNullable(request.getCookies()).flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue).findFirst()
                .flatMap(ReturnPath::decode).filter(ReturnPath::isWithin);
        if (path.isPresent()) {
            set(request, response, "", 0);
        }
        return path.orElse("/");
    }

    static boolean isWithin(String path) {
        return path.length() <= LONGEST && path.startsWith("/") && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, int seconds) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, value).httpOnly(true)
                .secure(request.isSecure()).sameSite("Lax").path(request.getContextPath() + "/").maxAge(seconds).build()
                .toString());
    }
}
