package dev.winnow.daemon.metrics.cloudwatch;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.metrics.cloud.CloudFilters;
import dev.winnow.daemon.metrics.cloud.Sending;
import dev.winnow.daemon.settings.CloudWatchSettings;
import dev.winnow.plugin.spi.Outbound;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The registry that sends to CloudWatch. Its classes and AWS's are loaded where this is asked for only. */
public final class CloudWatchExport {
    private CloudWatchExport() {
    }

    /**
     * Opens it; it sends from then on.
     *
     * @param environment looks a variable up by its name
     * @throws StartException where no region is known
     */
    public static MeterRegistry open(CloudWatchSettings settings, Outbound outbound,
            Function<String, @Nullable String> environment) {
        Region region = settings.region().map(Region::of).orElseGet(CloudWatchExport::ownRegion);
        Sending sending = new Sending("CloudWatch in " + region.id(),
                "The account needs cloudwatch:PutMetricData: see docs/metrics.md.");
        MeterRegistry registry = new CloudWatchMeterRegistry(new Config(settings.namespace(), settings.step()),
                Clock.SYSTEM,
                new BlockingCloudWatch(new AwsAccess(settings, region, outbound, environment).cloudWatch(), sending));
        CloudFilters.apply(registry);
        return registry;
    }

    private static Region ownRegion() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new StartException(ExitCode.USAGE, "WINNOW_METRICS_CLOUDWATCH is on and no region is known: set"
                    + " WINNOW_METRICS_CLOUDWATCH_REGION, or AWS_REGION", e);
        }
    }

    private record Config(String namespace, Duration step) implements CloudWatchConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }
    }
}
