package dev.winnow.daemon.iam;

import dev.winnow.daemon.aws.HostRegion;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * Passwords for RDS with IAM authentication: each is a request that this host signs, good for connections that are made
 * within 15 minutes. Nothing is sent for it but what the credentials need (a role's instance or container).
 */
public final class RdsTokens implements Supplier<String> {
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);
    private static final String SCHEME = "https://";
    private static final Pattern REGION = Pattern
            .compile(".+\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.rds\\.amazonaws\\.com(?:\\.cn)?");

    private final String host;
    private final int port;
    private final String account;
    private final String region;
    private final AwsCredentialsProvider credentials;
    private final Clock clock;

    RdsTokens(String host, int port, String account, String region, AwsCredentialsProvider credentials, Clock clock) {
        this.host = host;
        this.port = port;
        this.account = account;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * For one account of one server, with the credentials that AWS's tools would find on this host.
     *
     * @throws IllegalArgumentException if neither the host's name nor AWS_REGION tells the region
     */
    public static RdsTokens of(String host, int port, String account) {
        String region = regionOf(host).or(() -> HostRegion.find().map(Region::id))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the region of " + host + " is not in its name: set AWS_REGION"));
        return new RdsTokens(host, port, account, region, DefaultCredentialsProvider.builder().build(),
                Clock.systemUTC());
    }

    /** {@code NAME.ID.REGION.rds.amazonaws.com} tells it. */
    static Optional<String> regionOf(String host) {
        Matcher name = REGION.matcher(host);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** A new one. */
    @Override
    public String get() {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).protocol("https").host(host)
                .port(port).encodedPath("/").putRawQueryParameter("DBUser", account)
                .putRawQueryParameter("Action", "connect").build();
        String url = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request).putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region).putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, GOOD_FOR)).request().getUri().toString();
        return url.substring(SCHEME.length());
    }
}
