package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.aws.AwsTarget;
import dev.winnow.daemon.aws.HostCredentials;
import dev.winnow.daemon.aws.HostRegion;
import dev.winnow.daemon.aws.ProxiedClient;
import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.daemon.settings.RemoteSource.Access;
import dev.winnow.daemon.settings.RemoteSource.Role;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Makes the clients for one look at one bucket, and closes them. */
final class S3Clients implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    private final RemoteSource.S3 settings;
    private final Secrets secrets;
    private final Outbound outbound;
    private final Region region;
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();

    S3Clients(RemoteSource.S3 settings, Secrets secrets, Outbound outbound) {
        this.settings = settings;
        this.secrets = secrets;
        this.outbound = outbound;
        this.region = settings.region().map(Region::of).or(HostRegion::find).orElse(Region.US_EAST_1);
    }

    /** @throws IllegalArgumentException if a secret's reference leads nowhere */
    S3Client s3() {
        URI target = settings.endpoint().orElseGet(() -> AwsTarget.of("s3", region));
        S3ClientBuilder builder = configure(S3Client.builder(), target).credentialsProvider(credentials())
                .forcePathStyle(settings.pathStyle())
                // Nothing is written, yet the SDK would send a checksum of nothing, which some servers refuse.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
        // Servers other than Amazon's often do not know the newer checksum headers.
        settings.endpoint().ifPresent(endpoint -> builder.endpointOverride(endpoint)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED));
        return closing(builder.build());
    }

    private AwsCredentialsProvider credentials() {
        HostCredentials host = new HostCredentials(this::sts);
        AwsCredentialsProvider base = switch (settings.access()) {
            case Access.Unsigned unsigned -> AnonymousCredentialsProvider.create();
            case Access.Host usual -> closing(host.usual());
            case Access.Profile(String profile) -> closing(host.profile(profile));
            case Access.Key(var id, var secret, var session) ->
                StaticCredentialsProvider.create(session.<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                        token -> AwsSessionCredentials.create(
                                id.reveal(secrets), secret.reveal(secrets), token.reveal(secrets)))
                        .orElseGet(() -> AwsBasicCredentials.create(id.reveal(secrets), secret.reveal(secrets))));
        };
        return settings.role().<AwsCredentialsProvider>map(role -> assumed(role, base)).orElse(base);
    }

    private StsAssumeRoleCredentialsProvider assumed(Role role, AwsCredentialsProvider base) {
        return closing(StsAssumeRoleCredentialsProvider.builder().stsClient(sts(base)).refreshRequest(
                request -> request.roleArn(role.arn()).roleSessionName("winnow").externalId(role.externalId().orElse(
                        null)))
                .build());
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        Optional<URI> endpoint = settings.role().flatMap(Role::endpoint);
        StsClientBuilder builder = configure(StsClient.builder(), endpoint.orElseGet(() -> AwsTarget.of("sts", region)))
                .credentialsProvider(credentials);
        endpoint.ifPresent(builder::endpointOverride);
        return closing(builder.build());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder, URI target) {
        return builder.region(region).httpClientBuilder(ProxiedClient.of(target, outbound)).overrideConfiguration(
                ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD).apiCallAttemptTimeout(ATTEMPT)
                        .build());
    }

    private <C> C closing(C made) {
        if (made instanceof SdkAutoCloseable closeable) {
            open.push(closeable);
        }
        return made;
    }

    @Override
    public void close() {
        open.forEach(SdkAutoCloseable::close);
    }
}
