package dev.winnow.scheduler.discovery.s3;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Where a client will go that is given no endpoint, as the SDK finds it out: the way out depends on it. */
final class AwsTarget {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final String ENDPOINT_PROPERTY = "aws.endpointUrl";

    private AwsTarget() {
    }

    /** @param service {@code ec2}, {@code sts} or {@code s3} */
    static URI of(String service, Region region) {
        return of(service, region, name -> name.equals(ENDPOINT)
                ? System.getProperty(ENDPOINT_PROPERTY, System.getenv(name))
                : System.getenv(name));
    }

    static URI of(String service, Region region, Function<String, @Nullable String> environment) {
        return Stream.of(ENDPOINT + "_" + service.toUpperCase(Locale.ROOT), ENDPOINT).map(name -> Optional.ofNullable(
                environment.apply(name)).filter(url -> !url.isBlank())).flatMap(Optional::stream).findFirst()
                .map(url -> URI.create(url.strip()))
                // What the SDK knows of a service has no scheme, without which nothing goes through a proxy.
                .orElseGet(() -> URI.create("https://" + ServiceMetadata.of(service).endpointFor(region)));
    }
}
