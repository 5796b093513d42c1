package dev.winnow.daemon.settings;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How new plugins are tried before they are published.
 *
 * @param on whether they are
 * @param deadline how long one may take to load
 * @param heap of the process that tries them
 */
public record ProbeSettings(boolean on, Duration deadline, DataSize heap) {
    /** As the variables have them. */
    public static ProbeSettings from(SettingValues values) {
        return new ProbeSettings(values.isOn(Variables.PLUGIN_PROBE), values.seconds(Variables.PLUGIN_PROBE_SECONDS),
                DataSize.ofMegabytes(values.number(Variables.PLUGIN_PROBE_HEAP_MB)));
    }
}
