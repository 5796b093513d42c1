package dev.winnow.daemon.settings;

/**
 * Where metrics go.
 *
 * @param prometheus whether {@code /metrics} answers
 * @param cloudWatch whether they are sent to CloudWatch
 * @param stackdriver whether they are sent to Stackdriver
 * @param namespace the name they stand under there
 */
public record MetricsSettings(boolean prometheus, boolean cloudWatch, boolean stackdriver, String namespace) {
    /** As the variables have them. */
    public static MetricsSettings from(SettingValues values) {
        return new MetricsSettings(values.isOn(Variables.METRICS_PROMETHEUS),
                values.isOn(Variables.METRICS_CLOUDWATCH), values.isOn(Variables.METRICS_STACKDRIVER),
                values.text(Variables.METRICS_NAMESPACE));
    }
}
