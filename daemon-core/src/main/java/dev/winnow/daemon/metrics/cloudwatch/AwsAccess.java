package dev.winnow.daemon.metrics.cloudwatch;

import dev.winnow.daemon.settings.CloudWatchSettings;
import dev.winnow.plugin.spi.Outbound;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** How AWS is reached: region, endpoint, credentials, and the proxy that the host's variables name. */
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
        Optional<URI> endpoint = settings.endpoint().or(() -> given("AWS_ENDPOINT_URL_CLOUDWATCH"));
        URI target = endpoint.orElseGet(() -> https(CloudWatchClient.serviceMetadata()));
        var builder = CloudWatchClient.builder().region(region).credentialsProvider(credentials())
                .httpClient(client(target));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider own = DefaultCredentialsProvider.builder().build();
        return settings.roleArn().<AwsCredentialsProvider>map(role -> {
            Optional<URI> endpoint = given("AWS_ENDPOINT_URL_STS");
            var sts = StsClient.builder().region(region).credentialsProvider(own)
                    .httpClient(client(endpoint.orElseGet(() -> https(StsClient.serviceMetadata()))));
            endpoint.ifPresent(sts::endpointOverride);
            AssumeRoleRequest.Builder request = AssumeRoleRequest.builder().roleArn(role).roleSessionName(SESSION);
            settings.externalId().ifPresent(request::externalId);
            return StsAssumeRoleCredentialsProvider.builder().stsClient(sts.build()).refreshRequest(request.build())
                    .build();
        }).orElse(own);
    }

    /** As the SDK itself would take it; asked for here, since the proxy depends on it. */
    private Optional<URI> given(String variable) {
        return Optional.ofNullable(environment.apply(variable))
                .or(() -> Optional.ofNullable(environment.apply("AWS_ENDPOINT_URL"))).filter(url -> !url.isBlank())
                .map(url -> URI.create(url.strip()));
    }

    private URI https(ServiceMetadata service) {
        return URI.create("https://" + service.endpointFor(region));
    }

    private SdkHttpClient client(URI target) {
        ProxyConfiguration.Builder proxy = ProxyConfiguration.builder().useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        for (Proxy candidate : outbound.proxySelector().select(target)) {
            if (candidate.type() == Proxy.Type.HTTP && candidate.address() instanceof InetSocketAddress address) {
                proxy.endpoint(URI.create("http://" + inUri(address.getHostString()) + ":" + address.getPort()));
                outbound.proxyAuthenticator().map(login -> login(login, address)).ifPresent(
                        login -> proxy.username(login.getUserName()).password(new String(login.getPassword())));
            }
        }
        return Apache5HttpClient.builder().proxyConfiguration(proxy.build()).connectionTimeout(CONNECT)
                .socketTimeout(ANSWER).build();
    }

    private static String inUri(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static @Nullable PasswordAuthentication login(Authenticator authenticator, InetSocketAddress address) {
        return authenticator.requestPasswordAuthenticationInstance(address.getHostString(), null, address.getPort(),
                "http", "", "basic", null, Authenticator.RequestorType.PROXY);
    }
}
