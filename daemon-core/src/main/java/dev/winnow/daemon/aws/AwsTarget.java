package dev.winnow.daemon.aws;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Where a client will go that is given no endpoint, as the SDK finds it out: the way out depends on it. */
public final class AwsTarget {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final String ENDPOINT_PROPERTY = "aws.endpointUrl";

    private AwsTarget() {
    }

    /** @param service {@code sts} or {@code s3} */
    public static URI of(String service, Region region) {
        return of(service, region, name -> name.equals(ENDPOINT)
                ? System.getProperty(ENDPOINT_PROPERTY, System.getenv(name))
                : System.getenv(name));
    }

    static URI of(String service, Region region, Function<String, @Nullable String> environment) {
        return given(service, environment).orElseGet(() -> usual(ServiceMetadata.of(service), region));
    }

    /**
     * The endpoint that the environment names, if it does.
     *
     * @param service as the variable's name ends, in any case: {@code cloudwatch}
     */
    public static Optional<URI> given(String service, Function<String, @Nullable String> environment) {
        return Stream.of(ENDPOINT + "_" + service.toUpperCase(Locale.ROOT), ENDPOINT).map(name -> Optional.ofNullable(
                environment.apply(name)).filter(url -> !url.isBlank())).flatMap(Optional::stream).findFirst()
                .map(url -> URI.create(url.strip()));
    }

    /** Amazon's own. */
    public static URI usual(ServiceMetadata service, Region region) {
        // What the SDK knows of a service has no scheme, without which nothing goes through a proxy.
        return URI.create("https://" + service.endpointFor(region));
    }
}
