package dev.winnow.daemon.outbound;

import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class OutboundTargetsTest {
    private static List<String> configured(String... namesAndValues) {
        MockEnvironment environment = new MockEnvironment();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return OutboundTargets.configured(new SettingValues(environment)).stream().map(target -> target.connection()
                .id() + " " + target.uri()).toList();
    }

    @Test
    void nothingIsOpenedUntilItIsConfigured() {
        assertThat(configured()).isEmpty();
        assertThat(OutboundTargets.withExamples(List.of())).hasSize(OutboundConnection.values().length).noneMatch(
                OutboundTarget::configured);
    }

    @Test
    void whatIsConfiguredIsThereWithoutPathsQueriesAndUsers() {
        assertThat(configured("winnow.plugin.remotes",
                """
                    [{"type": "http", "url": "https://plugins.example:8443/all.zip?token=geheim"},
                     {"type": "s3", "bucket": "one-bucket", "region": "eu-central-1", "role_arn": "arn:aws:iam::123456789012:role/reader"},
                     {"type": "s3", "bucket": "another", "endpoint": "http://store.example:9000"}]""",
                "sentry.dsn",
                "https://geheim@o1.ingest.sentry.io/2", "winnow.metrics.cloudwatch", "on",
                "winnow.metrics.stackdriver", "on")).containsExactlyInAnyOrder(
                        "plugin-http https://plugins.example:8443/",
                        "plugin-s3 https://s3.eu-central-1.amazonaws.com/",
                        "plugin-sts https://sts.eu-central-1.amazonaws.com/", "plugin-s3 http://store.example:9000/",
                        "cloudwatch https://monitoring.us-east-1.amazonaws.com/",
                        "stackdriver https://monitoring.googleapis.com/", "sentry https://o1.ingest.sentry.io/");
    }

    @Test
    void aDsnThatIsNoUrlIsLeftOut() {
        assertThat(configured("sentry.dsn", "not a dsn")).isEmpty();
    }

    @Test
    void accountsThatLeadToTheSameHostsCountOnce() {
        CloudAccount one = new CloudAccount(1, "one", "aws", new Settings(Map.of("regions", List.of("eu-west-1"))));
        CloudAccount two = new CloudAccount(2, "two", "aws", new Settings(Map.of("regions", "eu-west-1")));
        CloudAccount other = new CloudAccount(3, "three", "azure", Settings.NONE);

        assertThat(OutboundTargets.of(List.of(one, two, other))).extracting(OutboundTarget::uri).containsExactly(URI
                .create("https://ec2.eu-west-1.amazonaws.com/"), URI.create("https://sts.eu-west-1.amazonaws.com/"));
    }

    @Test
    void anAccountLeadsToItsRegionsOrItsEndpoint() {
        assertThat(OutboundTargets.aws(Optional.empty(), List.of("eu-west-1", "cn-north-1"))).extracting(
                OutboundTarget::uri).containsExactly(URI.create("https://ec2.eu-west-1.amazonaws.com/"),
                        URI.create("https://sts.eu-west-1.amazonaws.com/"),
                        URI.create("https://ec2.cn-north-1.amazonaws.com.cn/"),
                        URI.create("https://sts.cn-north-1.amazonaws.com.cn/"));
        assertThat(OutboundTargets.aws(Optional.of("http://127.0.0.1:15000/x"), List.of("a", "b"))).extracting(
                OutboundTarget::uri).containsExactly(URI.create("http://127.0.0.1:15000/"),
                        URI.create(
                                "http://127.0.0.1:15000/"));
    }
}
