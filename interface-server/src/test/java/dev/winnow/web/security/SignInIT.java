package dev.winnow.web.security;

import dev.winnow.db.people.AuditLog;
import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

class SignInIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.started();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void somebodySignsInAndGoesWhereTheyWantedToGo() {
        Browser browser = server.browser();
        Call asked = browser.send("GET", "/jobs?state=failed", null, Map.of("Accept", "text/html"));
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).endsWith("/sign-in");

        Call signedIn = browser.signIn("operator", TestServer.PASSWORD);

        assertThat(signedIn.status()).isEqualTo(302);
        assertThat(signedIn.header("Location")).endsWith("/jobs?state=failed");
        assertThat(browser.get("/api/v1/jobs").status()).isEqualTo(200);
        assertThat(signedIn.response().headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("winnow_session=").contains("HttpOnly").contains("SameSite=Lax"));
    }

    @Test
    void theSessionGetsAnotherIdAtSignIn() {
        Browser browser = server.browser();
        browser.signIn("viewer", TestServer.PASSWORD);
        String first = browser.cookie("winnow_session").orElseThrow();
        browser.signIn("viewer", TestServer.PASSWORD);

        assertThat(browser.cookie("winnow_session").orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void nobodyIsSentElsewhereAfterSigningIn() {
        for (String elsewhere : new String[]{"//evil.example", "https://evil.example/", "/\\evil.example", "/a\nb"}) {
            Browser browser = server.browser();
            String cookie = java.util.Base64.getUrlEncoder()
                    .encodeToString(elsewhere.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            browser.get("/sign-in");
            Call signedIn = browser.send("POST", "/sign-in", "username=viewer&password=correct+horse+battery",
                    Map.of("Content-Type", "application/x-www-form-urlencoded", "X-CSRF-TOKEN", browser.csrf(),
                            "Cookie", "winnow_return=" + cookie));
            assertThat(signedIn.header("Location")).as(elsewhere).doesNotContain("evil").doesNotContain("\n");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlikeAndKept() {
        Browser browser = server.browser();

        assertThat(browser.signIn("viewer", "wrong").header("Location")).endsWith("/sign-in?failed");
        assertThat(browser.signIn("whoever", "wrong").header("Location")).endsWith("/sign-in?failed");
        assertThat(browser.get("/api/v1/jobs").status()).isEqualTo(401);
        assertThat(server.bean(AuditLog.class).latest(null, 100))
                .anySatisfy(event -> assertThat(event.action() + " " + event.target())
                        .isEqualTo("sign-in.failed user:whoever"));
    }

    @Test
    void guessingIsSlowedDown() {
        server.bean(People.class).add("guessed", "{bcrypt}x", Role.VIEWER, false);
        Browser browser = server.browser();
        for (int i = 0; i < 5; i++) {
            browser.signIn("guessed", "wrong " + i);
        }

        assertThat(browser.signIn("guessed", "wrong").header("Location")).contains("/sign-in?throttled=");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Browser browser = server.browser();
        browser.signIn("operator", TestServer.PASSWORD);

        Call call = browser.post("/api/v1/jobs", "{\"type\":\"harvest.all\"}");

        assertThat(call.status()).isEqualTo(403);
        assertThat(call.detail()).contains("X-CSRF-TOKEN");
        browser.get("/");
        assertThat(browser.post("/api/v1/jobs", "{\"type\":\"harvest.all\"}", "X-CSRF-TOKEN", browser.csrf()).status())
                .isEqualTo(201);
    }

    @Test
    void signingOutEndsTheSession() {
        Browser browser = server.browser();
        browser.signIn("viewer", TestServer.PASSWORD);
        browser.get("/");

        assertThat(browser.form("/sign-out", Map.of()).header("Location")).endsWith("/sign-in?signed-out");
        assertThat(browser.get("/api/v1/jobs").status()).isEqualTo(401);
    }

    @Test
    void whoMustChangeThePasswordGetsNowhereElse() {
        String hash = String.valueOf(server.bean(PasswordEncoder.class).encode(TestServer.PASSWORD));
        server.bean(People.class).add("newcomer", hash, Role.ADMIN, true);
        Browser browser = server.browser();

        assertThat(browser.signIn("newcomer", TestServer.PASSWORD).header("Location")).endsWith("/sign-in/password");
        assertThat(browser.get("/").header("Location")).endsWith("/sign-in/password");
        assertThat(browser.get("/api/v1/plugins").status()).isEqualTo(403);
    }

    @Test
    void everyAnswerKeepsBrowsersStrict() {
        Call call = server.browser().get("/sign-in");

        assertThat(call.header("Content-Security-Policy")).contains("script-src 'self'").contains("object-src 'none'")
                .contains("base-uri 'none'").contains("frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(call.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(call.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(call.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void aSessionEndsWhenItsPasswordIsSetElsewhere() {
        People people = server.bean(People.class);
        PasswordEncoder encoder = server.bean(PasswordEncoder.class);
        long id = people.add("leaver", String.valueOf(encoder.encode(TestServer.PASSWORD)), Role.ADMIN, false).id();
        Browser browser = server.browser();
        browser.signIn("leaver", TestServer.PASSWORD);
        assertThat(browser.get("/api/v1/users").status()).isEqualTo(200);

        people.setPassword(id, String.valueOf(encoder.encode("quite another one")), false);

        TestServer.await("signed out", () -> browser.get("/api/v1/users").status() == 401);
    }

    @Test
    void whoChangesTheOwnPasswordStaysSignedIn() {
        String hash = String.valueOf(server.bean(PasswordEncoder.class).encode(TestServer.PASSWORD));
        server.bean(People.class).add("changer", hash, Role.VIEWER, true);
        Browser browser = server.browser();
        browser.signIn("changer", TestServer.PASSWORD);
        browser.get("/sign-in/password");

        Call changed = browser.form("/sign-in/password", Map.of("current", TestServer.PASSWORD, "password",
                "quite another one", "repeated", "quite another one"));

        assertThat(changed.status()).isEqualTo(302);
        assertThat(browser.get("/api/v1/jobs").status()).isEqualTo(200);
        assertThat(server.browser().signIn("changer", TestServer.PASSWORD).header("Location")).endsWith("failed");
    }
}
