package dev.winnow.daemon.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * Metrics to Stackdriver.
 *
 * @param namespace the label they carry there
 * @param step how often they are sent
 * @param project whose they are; empty: as {@code GOOGLE_CLOUD_PROJECT} says
 */
public record StackdriverSettings(String namespace, Duration step, Optional<String> project) {
    /** As the variables have them. */
    public static StackdriverSettings from(SettingValues values) {
        return new StackdriverSettings(values.text(Variables.METRICS_NAMESPACE),
                values.seconds(Variables.METRICS_STEP_SECONDS), values.find(Variables.METRICS_STACKDRIVER_PROJECT));
    }
}
