package dev.winnow.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who calls the server: with cookies as a browser keeps them, or with a token. */
public final class Browser implements AutoCloseable {
    private static final Pattern CSRF = Pattern
            .compile("name=\"(?:_csrf\" value|csrf-token\" content)=\"([^\"]+)\"");

    private final String url;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private final @Nullable String token;
    private String csrf = "";

    Browser(String url, @Nullable String token) {
        this.url = url;
        this.token = token;
    }

    public Call get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** A call with a JSON body; by session it needs the CSRF header besides. */
    public Call post(String path, String json, String... headers) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("Content-Type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return send("POST", path, json, all);
    }

    /** A form as the browser sends it, with the token of the page that was seen last. */
    public Call form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream().map(field -> field.getKey() + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return send("POST", path, body,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "X-CSRF-TOKEN", csrf));
    }

    /** The token of the page that was seen last. */
    public String csrf() {
        return csrf;
    }

    public Call signIn(String name, String password) {
        get("/sign-in");
        return form("/sign-in", Map.of("username", name, "password", password));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue).findFirst();
    }

    public Call send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).method(method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            Call call = new Call(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            Matcher matcher = CSRF.matcher(call.body());
            if (matcher.find()) {
                csrf = matcher.group(1);
            }
            return call;
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
