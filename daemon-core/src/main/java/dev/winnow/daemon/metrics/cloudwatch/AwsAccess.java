package dev.winnow.daemon.metrics.cloudwatch;

import dev.winnow.daemon.aws.AwsTarget;
import dev.winnow.daemon.aws.HostCredentials;
import dev.winnow.daemon.aws.ProxiedClient;
import dev.winnow.daemon.settings.CloudWatchSettings;
import dev.winnow.plugin.spi.Outbound;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** How CloudWatch is reached: region, endpoint, credentials, and the proxy that the host's variables name. */
final class AwsAccess {
    private static final String SESSION = "winnow-metrics";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final CloudWatchSettings settings;
    private final Region region;
    private final Outbound outbound;
    private final Function<String, @Nullable String> environment;

    AwsAccess(CloudWatchSettings settings, Region region, Outbound outbound,
            Function<String, @Nullable String> environment) {
        this.settings = settings;
        this.region = region;
        this.outbound = outbound;
        this.environment = environment;
    }

    CloudWatchClient cloudWatch() {
        Optional<URI> endpoint = settings.endpoint().or(() -> AwsTarget.given("cloudwatch", environment));
        URI target = endpoint.orElseGet(() -> AwsTarget.usual(CloudWatchClient.serviceMetadata(), region));
        var builder = CloudWatchClient.builder().region(region).credentialsProvider(credentials())
                .httpClient(client(target));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider own = new HostCredentials(this::sts).usual();
        return settings.roleArn().<AwsCredentialsProvider>map(role -> {
            AssumeRoleRequest.Builder request = AssumeRoleRequest.builder().roleArn(role).roleSessionName(SESSION);
            settings.externalId().ifPresent(request::externalId);
            return StsAssumeRoleCredentialsProvider.builder().stsClient(sts(own)).refreshRequest(request.build())
                    .build();
        }).orElse(own);
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        Optional<URI> endpoint = AwsTarget.given("sts", environment);
        var builder = StsClient.builder().region(region).credentialsProvider(credentials).httpClient(
                client(endpoint.orElseGet(() -> AwsTarget.usual(StsClient.serviceMetadata(), region))));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private SdkHttpClient client(URI target) {
        return ProxiedClient.of(target, outbound).connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
    }
}
