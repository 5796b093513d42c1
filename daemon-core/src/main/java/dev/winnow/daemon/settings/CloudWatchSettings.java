package dev.winnow.daemon.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Metrics to CloudWatch.
 *
 * @param namespace the name they stand under there
 * @param step how often they are sent
 * @param region where they go; empty: as the host's AWS settings say
 * @param roleArn the role to assume, in the account that is to have them; empty: the host's own credentials
 * @param externalId what that role asks for
 * @param endpoint a private endpoint; empty: the region's
 */
public record CloudWatchSettings(String namespace, Duration step, Optional<String> region, Optional<String> roleArn,
        Optional<String> externalId, Optional<URI> endpoint) {
    /** As the variables have them. */
    public static CloudWatchSettings from(SettingValues values) {
        return new CloudWatchSettings(values.text(Variables.METRICS_NAMESPACE),
                values.seconds(Variables.METRICS_STEP_SECONDS), values.find(Variables.METRICS_CLOUDWATCH_REGION),
                values.find(Variables.METRICS_CLOUDWATCH_ROLE_ARN),
                values.find(Variables.METRICS_CLOUDWATCH_EXTERNAL_ID),
                values.url(Variables.METRICS_CLOUDWATCH_ENDPOINT));
    }
}
