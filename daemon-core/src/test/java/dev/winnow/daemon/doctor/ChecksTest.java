package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.redaction.Redactor;
import dev.winnow.daemon.settings.Given;
import dev.winnow.daemon.settings.SettingValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings that keep daemons from starting, without any server. */
class ChecksTest {
    private static final String EXPECTED = "expected a URL beginning with http:// or https://, then a host's name or "
            + "address; no daemon starts with that";

    @TempDir
    Path root;

    private List<Finding> look(String... variables) throws InterruptedException {
        SettingValues values = Given.environment(variables);
        InstantSource clock = InstantSource.system();
        List<Check> checks = new Checks(Place.SYSTEMD, values, List.of(), NothingRuns.withAccountsAt(),
                new ProxyResolver(
                        name -> null),
                root, clock).all(new SettingsLook(Place.SYSTEMD, values, Map.of(), List.of()));
        return new Doctor(checks, Place.SYSTEMD, new Redactor(List.of()), Duration.ofSeconds(30), clock).look()
                .findings();
    }

    private static Finding find(List<Finding> findings, String check) {
        return findings.stream().filter(finding -> finding.check().equals(check)).findFirst().orElseThrow(
                () -> new AssertionError(findings.toString()));
    }

    @Test
    void aUrlThatIsNoneIsOneProblemAndTheOtherChecksGoOn() throws Exception {
        List<Finding> findings = look("WINNOW_PUBLIC_URL", "https://<host>/", "WINNOW_TRACES_ENDPOINT",
                "http://a b:4318", "WINNOW_REDIS_NODES", "127.0.0.1:9");

        assertThat(findings).filteredOn(finding -> finding.check().equals("settings.value")).extracting(
                Finding::message).containsExactlyInAnyOrder(
                        "WINNOW_PUBLIC_URL is 'https://<host>/': " + EXPECTED,
                        "WINNOW_TRACES_ENDPOINT is 'http://a b:4318': " + EXPECTED);
        assertThat(find(findings, "port").verdict()).as("it was named").isEqualTo(Verdict.SKIPPED);
        assertThat(find(findings, "network").message()).startsWith("Not looked at: WINNOW_TRACES_ENDPOINT");
        assertThat(find(findings, "redis.reachable").unreachable()).isTrue();
    }

    @Test
    void aFileOfAuthoritiesThatIsNotThereIsAProblemThatNamesVariableAndFile() throws Exception {
        List<Finding> findings = look("WINNOW_DB_TLS_CA", "/missing/db.pem", "WINNOW_REDIS_TLS_CA",
                "/missing/redis.pem");

        assertThat(find(findings, "mysql").verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(find(findings, "mysql").message()).contains("WINNOW_DB_TLS_CA: /missing/db.pem cannot be read");
        assertThat(find(findings, "mysql").fix()).startsWith(
                "sudo ${EDITOR:-vi} +/WINNOW_DB_TLS_CA /etc/winnow/prod.env && ");
        assertThat(find(findings, "redis").verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(find(findings, "redis").message()).contains("WINNOW_REDIS_TLS_CA: /missing/redis.pem");
    }

    @Test
    void iamWithoutTlsIsAProblemThatSaysSo() throws Exception {
        Finding finding = find(look("WINNOW_DB_AUTH", "rds-iam", "WINNOW_REDIS_NODES", "127.0.0.1:9"), "mysql");

        assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(finding.message()).contains("WINNOW_DB_AUTH is rds-iam and WINNOW_DB_TLS is preferred");
    }
}
