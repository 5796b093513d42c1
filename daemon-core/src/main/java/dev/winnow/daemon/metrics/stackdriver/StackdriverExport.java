package dev.winnow.daemon.metrics.stackdriver;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.monitoring.v3.MetricServiceSettings;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.metrics.cloud.CloudFilters;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.StackdriverSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.stackdriver.StackdriverConfig;
import io.micrometer.stackdriver.StackdriverMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The registry that sends to Stackdriver, over gRPC by the process's own proxy selector. Its classes and Google's are
 * loaded where this is asked for only.
 */
public final class StackdriverExport {
    /** Several processes send the same series, which are told apart by their resource. */
    private static final String RESOURCE = "generic_task";

    private StackdriverExport() {
    }

    /**
     * Opens it; it sends from then on.
     *
     * @param environment looks a variable up by its name
     * @throws StartException where no project is known, or no credentials are there
     */
    public static MeterRegistry open(StackdriverSettings settings, ProcessIdentity process,
            Function<String, @Nullable String> environment) {
        try {
            return open(settings, process, environment, MetricServiceSettings.newBuilder(),
                    MetricServiceSettings.defaultGrpcTransportProviderBuilder());
        } catch (IOException e) {
            throw new StartException(ExitCode.USAGE, "WINNOW_METRICS_STACKDRIVER is on and there are no credentials ("
                    + e.getMessage() + "): give the host a service account, or name a key by"
                    + " GOOGLE_APPLICATION_CREDENTIALS", e);
        }
    }

    static MeterRegistry open(StackdriverSettings settings, ProcessIdentity process,
            Function<String, @Nullable String> environment, MetricServiceSettings.Builder service,
            InstantiatingGrpcChannelProvider.Builder channel) throws IOException {
        String project = settings.project().orElseGet(() -> {
            String given = environment.apply("GOOGLE_CLOUD_PROJECT");
            if (given == null || given.isBlank()) {
                throw new StartException(ExitCode.USAGE, "WINNOW_METRICS_STACKDRIVER is on and no project is known:"
                        + " set WINNOW_METRICS_STACKDRIVER_PROJECT, or GOOGLE_CLOUD_PROJECT");
            }
            return given.strip();
        });
        MetricServiceSettings ready = service.setTransportChannelProvider(
                channel.setInterceptorProvider(() -> List.of(new NumbersOnly())).build()).build();
        // Asked for now, so that missing credentials are said at the start.
        ready.getCredentialsProvider().getCredentials();
        MeterRegistry registry = StackdriverMeterRegistry
                .builder(new Config(project, settings.step(), Map.of("location", "global", "namespace",
                        settings.namespace(), "job", "winnow-" + process.kind(), "task_id",
                        process.host() + "-" + process.pid())))
                .metricServiceSettings(() -> ready).build();
        CloudFilters.apply(registry);
        return registry;
    }

    private record Config(String projectId, Duration step,
            Map<String, String> resourceLabels) implements StackdriverConfig {
        @Override
        public String resourceType() {
            return RESOURCE;
        }

        @Override
        public @Nullable String get(String key) {
            return null;
        }
    }
}
