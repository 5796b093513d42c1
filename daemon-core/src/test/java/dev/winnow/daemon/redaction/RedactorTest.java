package dev.winnow.daemon.redaction;

import dev.winnow.daemon.settings.SettingValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RedactorTest {
    private final Redactor redactor = new Redactor(List.of("Tr0ub4dor &3", "abc", "a\"b\\c99"));

    @Test
    void aKnownSecretIsMaskedWhereverItStandsAlsoAsAUrlOrJsonHasIt() {
        assertThat(redactor.redact("x Tr0ub4dor &3 y Tr0ub4dor+%263 z Tr0ub4dor%20%263 {\"k\": \"a\\\"b\\\\c99\"}"))
                .isEqualTo("x *** y *** z *** {\"k\": \"***\"}");
    }

    @Test
    void aKnownSecretOfThreeCharactersIsNotReplacedInsideOtherWords() {
        assertThat(redactor.redact("abcdef")).isEqualTo("abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WINNOW_DB_PASSWORD=geheim1", "password: geheim1", "{\"password\":\"geheim1\"}",
            "{'secret_key' : 'geheim1'}", "http://user:geheim1@proxy:3128/", "https://key:gehe@geheim1@host/path",
            "Authorization: Bearer geheim1.x", "authorization=Basic geheim1xx", "SENTRY_DSN=https://geheim1@sentry/1",
            "X-Amz-Signature=geheim1&x=1", "api_key=geheim1", "--password=geheim1 --port=1", "token = geheim1;",
            "-----BEGIN PRIVATE KEY-----\ngeheim1\n-----END PRIVATE KEY-----", "accessKey: geheim1",
            "{\"password\":\"x\\\"geheim1\"}", "password='a geheim1'", "redis://:geheim1@host:6379",
            "Sign in once at http://localhost/sign-in/link?token=geheim1 (good for 24 hours)"})
    void whatLooksLikeASecretIsMasked(String text) {
        assertThat(redactor.redact(text)).doesNotContain("geheim1").contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKIAIOSFODNN7EXAMPLE", "winnow_0123456789012345678901234567890123456789012"})
    void whatHasTheShapeOfAKeyIsMasked(String key) {
        assertThat(redactor.redact("found " + key + ".")).isEqualTo("found ***.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        check its password (WINNOW_DB_PASSWORD or _FILE) and that it exists
        WINNOW_DB_PASSWORD_FILE=/run/winnow/scheduler/password
        {"mustChangePassword":false,"token":null}
        http://localhost:8001/jobs?cursor=12
        winnow_scheduler@db:3306/winnow
        mail to ops@example.com at 10:30""")
    void whatHoldsNoneStaysAsItIs(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void aHugeTextThatIsMadeToTakeLongTakesMoments() {
        String text = "password".repeat(40_000) + "=" + "\"\\".repeat(50_000) + "a://".repeat(40_000)
                + "@".repeat(50_000)
                + "-----BEGIN PRIVATE KEY".repeat(20_000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> redactor.redact(text));
    }

    @Test
    void everySecretThatAProcessWasGivenIsKnown() {
        Map<String, String> environment = Map.of("WINNOW_DB_PASSWORD", "db-1", "WINNOW_QUEUE_HMAC_KEY",
                "hmac-hmac-hmac-hmac", "https_proxy", "http://me:p%40ss@proxy:3128", "AWS_SECRET_ACCESS_KEY", "aws-1",
                "WINNOW_PLUGIN_REMOTES",
                "[{\"type\":\"http\",\"url\":\"https://x/\",\"username\":\"u\",\"password\":\"remote-1\"},"
                        + "{\"type\":\"s3\",\"secret_key\":\"env:NAME\"}]",
                "WINNOW_DB_HOST", "db.example.com");

        assertThat(KnownSecrets.of(SettingValues.of(environment), environment)).containsExactlyInAnyOrder("db-1",
                "hmac-hmac-hmac-hmac", "p%40ss", "p@ss", "aws-1", "remote-1");
    }
}
