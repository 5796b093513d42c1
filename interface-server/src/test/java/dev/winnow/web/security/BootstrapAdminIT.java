package dev.winnow.web.security;

import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.db.people.User;
import dev.winnow.web.Browser;
import dev.winnow.web.TestServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class BootstrapAdminIT {
    private static final Pattern LINK = Pattern.compile("Sign in once at (http://\\S+)/sign-in/link\\?token=(\\S+)");

    @Test
    void passwordAndTokenAreReadWhileThereIsNoUserAndNeverAgain(CapturedOutput output) {
        try (TestServer server = TestServer.prepared()) {
            server.start("--winnow.admin.password=first password 1", "--winnow.admin.token=first-token");
            server.awaitLoaded();
            assertThat(server.browser("first-token").get("/api/v1/users").status()).isEqualTo(200);
            assertThat(server.browser().signIn("admin", "first password 1").header("Location")).endsWith("/");
            server.stop();

            server.start("--winnow.admin.password=second password 2", "--winnow.admin.token=second-token");
            server.awaitLoaded();
            assertThat(server.browser("first-token").get("/api/v1/users").status()).isEqualTo(200);
            assertThat(server.browser("second-token").get("/api/v1/users").status()).isEqualTo(401);
            assertThat(server.browser().signIn("admin", "second password 2").header("Location")).endsWith("failed");
        }
        assertThat(output).doesNotContain("first password 1").doesNotContain("first-token");
    }

    @Test
    void withNeitherALinkInTheLogLeadsToSettingThePassword(CapturedOutput output) {
        try (TestServer server = TestServer.prepared()) {
            server.start();
            server.awaitLoaded();
            Matcher link = LINK.matcher(output);
            assertThat(link.find()).isTrue();
            String token = link.group(2);
            assertThat(link.group(1)).endsWith(server.url().substring(server.url().lastIndexOf(':')));

            Browser browser = server.browser();
            assertThat(browser.get("/sign-in/link?token=" + token).status()).isEqualTo(200);
            browser.form("/sign-in/link", Map.of("token", token, "password", "short", "repeated", "short"));
            assertThat(server.bean(People.class).isEmpty()).isTrue();
            assertThat(browser.form("/sign-in/link", Map.of("token", token, "password", "a sentence is good",
                    "repeated", "a sentence is good")).status()).isEqualTo(302);

            assertThat(browser.get("/api/v1/users").status()).isEqualTo(200);
            assertThat(server.bean(People.class).users()).extracting(User::name, User::role)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("admin", Role.ADMIN));
            Browser second = server.browser();
            second.get("/sign-in/link?token=" + token);
            assertThat(second.form("/sign-in/link", Map.of("token", token, "password", "another sentence",
                    "repeated", "another sentence")).status()).isNotEqualTo(302);
            assertThat(second.get("/api/v1/users").status()).isEqualTo(401);
        }
    }
}
