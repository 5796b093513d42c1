package dev.winnow.daemon.metrics.cloudwatch;

import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.settings.CloudWatchSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Against an AWS emulator, which {@code .ci/run} starts; {@code tools/checks/aws-emulator} starts it by hand. */
@EnabledIfEnvironmentVariable(named = "AWS_ENDPOINT_URL", matches = "http.+", disabledReason = "no AWS emulator: see tools/checks/aws-emulator")
class CloudWatchEmulatorIT {
    private static final Region REGION = Region.EU_WEST_3;
    private static final String ROLE = "arn:aws:iam::222222222222:role/metrics";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI endpoint = URI.create(System.getenv().getOrDefault("AWS_ENDPOINT_URL", ""));
    private final String namespace = "Winnow-" + System.nanoTime();

    @BeforeAll
    static void keys() {
        System.setProperty("aws.accessKeyId", "key");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    @AfterAll
    static void noKeys() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void metricsArriveUnderTheirNamesInTheNamespaceWithThePrioritiesOfTheMission() {
        MeterRegistry registry = open(Optional.empty());
        try {
            Gauge.builder("winnow.queue.depth", () -> 7).tag("priority", "p0").register(registry);
            Gauge.builder("winnow.queue.drain.seconds", () -> Double.NaN).tag("priority", "p0").register(registry);
            registry.counter("winnow.job.started", "priority", "p2").increment();
            await().atMost(PATIENCE).untilAsserted(() -> {
                // Again each time: the emulator forgets all when another test begins with an empty cloud.
                registry.timer("winnow.job.wait", "priority", "p1").record(3, TimeUnit.MILLISECONDS);
                assertThat(seen(own())).contains("winnow.queue.depth.value{priority=Immediate (p0)}",
                        "winnow.job.started.count{priority=Standard (p2)}",
                        "winnow.job.wait.count{priority=High Priority (p1)}",
                        "winnow.job.wait.sum{priority=High Priority (p1)}",
                        "winnow.job.wait.avg{priority=High Priority (p1)}",
                        "winnow.job.wait.max{priority=High Priority (p1)}")
                        .noneMatch(name -> name.startsWith("winnow.queue.drain"));
            });
        } finally {
            registry.close();
        }
    }

    @Test
    void withARoleTheyArriveInTheRolesAccountAndInNoOther() {
        MeterRegistry registry = open(Optional.of(ROLE));
        try {
            Gauge.builder("winnow.queue.depth", () -> 7).tag("priority", "p0").register(registry);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen(assumed()))
                    .contains("winnow.queue.depth.value{priority=Immediate (p0)}"));
            assertThat(seen(own())).isEmpty();
        } finally {
            registry.close();
        }
    }

    @Test
    void anEndpointThatDoesNotAnswerHoldsNothingUp() {
        CloudWatchSettings settings = new CloudWatchSettings(namespace, Duration.ofHours(1), Optional.of(REGION.id()),
                Optional.empty(), Optional.empty(), Optional.of(URI.create("http://127.0.0.1:1")));
        MeterRegistry registry = CloudWatchExport.open(settings, new ProxyResolver(name -> null), name -> null);
        registry.counter("winnow.job.started", "priority", "p0").increment();

        // It sends what it has when it closes.
        assertThatNoException().isThrownBy(registry::close);
    }

    @Test
    void aMissingRegionIsOneSentence() {
        CloudWatchSettings settings = new CloudWatchSettings(namespace, Duration.ofSeconds(60), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.configFile", "/nowhere");
        try {
            assertThatThrownBy(() -> CloudWatchExport.open(settings, new ProxyResolver(name -> null), name -> null))
                    .isInstanceOf(StartException.class).hasMessageContaining("WINNOW_METRICS_CLOUDWATCH_REGION");
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
            System.clearProperty("aws.configFile");
        }
    }

    private MeterRegistry open(Optional<String> role) {
        return CloudWatchExport.open(new CloudWatchSettings(namespace, Duration.ofSeconds(1), Optional.of(REGION.id()),
                role, Optional.of("external"), Optional.of(endpoint)), new ProxyResolver(name -> null),
                System::getenv);
    }

    private List<String> seen(AwsCredentialsProvider credentials) {
        try (CloudWatchClient client = CloudWatchClient.builder().endpointOverride(endpoint).region(REGION)
                .credentialsProvider(credentials).httpClient(Apache5HttpClient.create()).build()) {
            return client.listMetricsPaginator(request -> request.namespace(namespace)).metrics().stream()
                    .map(CloudWatchEmulatorIT::shown).distinct().toList();
        }
    }

    private static String shown(Metric metric) {
        return metric.metricName() + "{" + String.join(",", metric.dimensions().stream()
                .map(dimension -> dimension.name() + "=" + dimension.value()).toList()) + "}";
    }

    private static AwsCredentialsProvider own() {
        return SystemPropertyCredentialsProvider.create();
    }

    private AwsCredentialsProvider assumed() {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(StsClient.builder().endpointOverride(endpoint).region(REGION).credentialsProvider(own())
                        .httpClient(Apache5HttpClient.create()).build())
                .refreshRequest(request -> request.roleArn(ROLE).roleSessionName("test")).build();
    }
}
