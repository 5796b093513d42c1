package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes the AWS clients of one account: its credentials, its endpoint, and the proxy that the host prescribes. */
final class AwsClients {
    /** Where regions are asked for when the account names none. */
    static final String HOME_REGION = "us-east-1";

    private final CloudAccount account;
    private final Settings settings;
    private final PluginContext context;

    AwsClients(CloudAccount account, PluginContext context) {
        this.account = account;
        this.settings = account.settings();
        this.context = context;
    }

    Ec2Client ec2(String region) {
        URI target = endpoint().orElseGet(() -> AwsTarget.of("ec2", Region.of(region)));
        return configure(Ec2Client.builder(), region, target, credentials(region)).build();
    }

    StsClient sts(String region) {
        return sts(region, credentials(region));
    }

    private StsClient sts(String region, AwsCredentialsProvider credentials) {
        URI target = endpoint().orElseGet(() -> AwsTarget.of("sts", Region.of(region)));
        return configure(StsClient.builder(), region, target, credentials).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder, String region,
            URI target, AwsCredentialsProvider credentials) {
        builder.region(Region.of(region)).credentialsProvider(credentials)
                .httpClientBuilder(ProxiedHttp.client(target, context.outbound()))
                .overrideConfiguration(ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(Duration.ofSeconds(60)).apiCallTimeout(Duration.ofMinutes(3)).build());
        endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    private Optional<URI> endpoint() {
        return settings.text(AwsProvider.ENDPOINT).map(text -> {
            try {
                URI uri = new URI(text.strip());
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(wrongEndpoint(text), e);
            }
            throw new IllegalArgumentException(wrongEndpoint(text));
        });
    }

    private String wrongEndpoint(String text) {
        return "account '" + account.name() + "': endpoint '" + text + "' is not an http or https URL";
    }

    private AwsCredentialsProvider credentials(String region) {
        AwsCredentialsProvider base = baseCredentials(region);
        Optional<String> role = settings.text(AwsProvider.ROLE_ARN);
        if (role.isEmpty()) {
            return base;
        }
        return StsAssumeRoleCredentialsProvider.builder().stsClient(sts(region, base))
                .refreshRequest(request -> request.roleArn(role.get()).roleSessionName("winnow")
                        .externalId(settings.text(AwsProvider.EXTERNAL_ID).orElse(null)))
                .build();
    }

    private AwsCredentialsProvider baseCredentials(String region) {
        Optional<String> accessKey = settings.text(AwsProvider.ACCESS_KEY);
        if (accessKey.isPresent()) {
            String id = context.secrets().resolve(accessKey.get());
            String secret = context.secrets().resolve(settings.requiredText(AwsProvider.SECRET_KEY));
            return StaticCredentialsProvider.create(settings.text(AwsProvider.SESSION_TOKEN)
                    .map(token -> (software.amazon.awssdk.auth.credentials.AwsCredentials) AwsSessionCredentials
                            .create(id, secret, context.secrets().resolve(token)))
                    .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
        }
        HostCredentials host = new HostCredentials(credentials -> sts(region, credentials));
        return settings.text(AwsProvider.PROFILE).map(host::profile).orElseGet(host::usual);
    }
}
