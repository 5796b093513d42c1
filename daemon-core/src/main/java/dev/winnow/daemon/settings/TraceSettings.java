package dev.winnow.daemon.settings;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Traces by OTLP over HTTP.
 *
 * @param endpoint where spans go; empty: there are none
 * @param headers what is sent along, for example a key; never shown
 * @param samplePercent of so many causes in a hundred
 */
public record TraceSettings(Optional<URI> endpoint, Map<String, String> headers, int samplePercent) {
    private static final String PATH = "/v1/traces";

    public TraceSettings {
        headers = Map.copyOf(headers);
    }

    /** As the variables have them. */
    public static TraceSettings from(SettingValues values) {
        return new TraceSettings(values.url(Variables.TRACES_ENDPOINT).map(TraceSettings::complete),
                headers(values.find(Variables.TRACES_HEADERS).orElse("")),
                values.number(Variables.TRACES_SAMPLE_PERCENT));
    }

    /** A collector is named by its address alone, too. */
    private static URI complete(URI endpoint) {
        String path = endpoint.getPath();
        return path == null || path.isEmpty() || path.equals("/") ? endpoint.resolve(PATH) : endpoint;
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                headers.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            } else if (!part.isBlank()) {
                throw new SettingsException(Variables.TRACES_HEADERS.name()
                        + ": expected name=value, several with commas between them");
            }
        }
        return headers;
    }

    @Override
    public String toString() {
        return "TraceSettings[endpoint=" + endpoint + ", samplePercent=" + samplePercent + "]";
    }
}
