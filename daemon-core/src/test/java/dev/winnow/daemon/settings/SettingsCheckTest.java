package dev.winnow.daemon.settings;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.plugin.spi.Priority;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsCheckTest {
    @Test
    void aMisspeltVariableIsNamedWithTheNearestKnownOne() {
        SettingsCheck check = new SettingsCheck(Given.nothing());

        assertThat(check.unknown(List.of("WINNOW_DB_PASWORD", "WINNOW_PLUGIN_DIR", "PATH", "WINNOW_DB_PASSWORD_FILE")))
                .containsExactly(
                        "The variable WINNOW_DB_PASWORD is unknown and has no effect: did you mean WINNOW_DB_PASSWORD?",
                        "The variable WINNOW_PLUGIN_DIR is unknown and has no effect: did you mean WINNOW_PLUGINS_DIR?");
    }

    @Test
    void onlySecretsHaveAFileVariant() {
        assertThat(new SettingsCheck(Given.nothing()).unknown(List.of("WINNOW_DB_HOST_FILE"))).hasSize(1);
    }

    @Test
    void everyMalformedValueIsNamedAtOnceWithWhatWasExpected() {
        SettingValues values = Given.environment("WINNOW_DB_PORT", "abc", "WINNOW_WORKER_CONCURRENCY", "0",
                "WINNOW_DB_TLS", "sometimes", "WINNOW_PLUGIN_REMOTES", "{}", "WINNOW_REDIS_NODES", "localhost");

        assertThatThrownBy(() -> new SettingsCheck(values).check()).isInstanceOfSatisfying(SettingsException.class,
                e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("WINNOW_DB_PORT is 'abc': expected a TCP port from 1 to 65535")
                .hasMessageContaining("WINNOW_WORKER_CONCURRENCY is '0': expected a whole number from 1 to 1024")
                .hasMessageContaining("WINNOW_DB_TLS is 'sometimes': expected one of disabled, preferred")
                .hasMessageContaining("WINNOW_REDIS_NODES is 'localhost': expected comma-separated host:port")
                .hasMessageContaining("WINNOW_PLUGIN_REMOTES: expected a JSON list of objects")
                .hasMessageNotContaining("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://<host>/", "https://a b/", "https:///x", "https://", "http://h:port/", "ftp://h/",
            "h:8001", "https://h/%zz"})
    void aUrlThatJavaCannotReadIsNamedAndNoSurprise(String value) {
        for (String variable : List.of("WINNOW_PUBLIC_URL", "WINNOW_METRICS_CLOUDWATCH_ENDPOINT",
                "WINNOW_TRACES_ENDPOINT")) {
            SettingValues values = Given.environment(variable, value);

            assertThat(new SettingsCheck(values).complaints()).as(variable).singleElement().asString()
                    .isEqualTo(variable
                            + " is '" + value
                            + "': expected a URL beginning with http:// or https://, then a host's name or address");
            assertThatThrownBy(() -> {
                HttpSettings.from(values);
                CloudWatchSettings.from(values);
                TraceSettings.from(values);
            }).as(variable).isInstanceOf(SettingsException.class).hasMessageStartingWith(variable);
        }
    }

    @Test
    void aUrlMayHaveAPortAPathAndAnUnderscore() {
        assertThat(HttpSettings.from(Given.environment("WINNOW_PUBLIC_URL", "https://my_host:8443/winnow/"))
                .publicUrl()).contains(URI.create("https://my_host:8443/winnow/"));
    }

    @Test
    void whatAReaderOfTheFileLeftInAValueIsNamed() {
        SettingValues values = Given.environment("WINNOW_DB_HOST", "\"db\"", "WINNOW_DB_PORT", "3306 # the usual",
                "WINNOW_CACHE_DIR", "${HOME}/cache", "WINNOW_DB_PASSWORD", "'geheim'", "WINNOW_REDIS_PASSWORD",
                "it #is $OK", "WINNOW_JAVA_OPTIONS", "-Dx=$y");

        assertThat(new SettingsCheck(values).complaints()).containsExactlyInAnyOrder(
                "WINNOW_DB_HOST is \"db\": the quotes are part of the value, since whatever read prod.env did not take them"
                        + " off; write it without quotes",
                "WINNOW_DB_PORT is 3306 # the usual: the comment is part of the value; put comments on lines of their own",
                "WINNOW_CACHE_DIR is ${HOME}/cache: the reference to another variable was not replaced, since only some"
                        + " readers of prod.env do that; write out what is meant",
                "WINNOW_DB_PASSWORD: the quotes are part of the value, since whatever read prod.env did not take them off;"
                        + " write it without quotes");
        assertThatThrownBy(() -> new SettingsCheck(values).check()).isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aPasswordThatLooksLikeAReferenceIsTakenAsItIs() {
        assertThat(Given.environment("WINNOW_DB_PASSWORD", "a${b}c#{d}").given(Variables.DB_PASSWORD))
                .contains("a${b}c#{d}");
    }

    @Test
    void blankValuesCountAsNone() {
        SettingValues values = Given.environment("WINNOW_DB_PORT", "", "WINNOW_DB_HOST", "  ");

        new SettingsCheck(values).check();
        assertThat(values.number(Variables.DB_PORT)).isEqualTo(3306);
        assertThat(values.text(Variables.DB_HOST)).isEqualTo("localhost");
    }

    @Test
    void environmentNamesWithSeveralWordsAreBound() {
        SettingValues values = Given.environment("WINNOW_PLUGINS_WAIT_SECONDS", "7", "WINNOW_WORKER_RESERVE_P0", "3",
                "WINNOW_SCHEDULER_MANAGEMENT_PORT", "9101", "WINNOW_HTTP_BASE_PATH", "/winnow/");

        assertThat(PluginSettings.from(values).schedulerWait()).isEqualTo(Duration.ofSeconds(7));
        assertThat(WorkerSettings.from(values).reservedP0()).isEqualTo(3);
        assertThat(values.number(Variables.SCHEDULER_MANAGEMENT_PORT)).isEqualTo(9101);
        assertThat(HttpSettings.from(values).basePath()).isEqualTo("/winnow");
    }

    @Test
    void aWorkerWithoutTheLaneP0ReservesNothing() {
        WorkerSettings settings = WorkerSettings.from(Given.environment("WINNOW_WORKER_QUEUES", "p2, p1"));

        assertThat(settings.lanes()).containsExactly(Priority.P1, Priority.P2);
        assertThat(settings.reservedP0()).isZero();
        assertThat(settings.concurrency()).isEqualTo(16);
    }

    @Test
    void aRemoteSourceWithoutItsAddressIsRefusedWithoutRepeatingIt() {
        SettingValues values = Given.environment("WINNOW_PLUGIN_REMOTES",
                "[{\"type\":\"http\",\"url\":\"https://a.example/\"},{\"type\":\"s3\",\"secret_key\":\"geheim\",\"access_key\":\"x\"}]");

        assertThatThrownBy(() -> PluginSettings.from(values)).isInstanceOf(SettingsException.class)
                .hasMessage("WINNOW_PLUGIN_REMOTES: source 2 of type s3 lacks 'bucket'");
    }

    @Test
    void everyDefaultIsWhatItsVariableExpects() {
        assertThat(Variables.ALL).allSatisfy(variable -> {
            String value = variable.defaultValue();
            assertThat(value == null || variable.expected().accepts().test(value)).as(variable.name()).isTrue();
        });
        assertThat(Variables.ALL).doesNotHaveDuplicates();
    }
}
