package dev.winnow.db.plugin;

import dev.winnow.plugin.registry.PluginWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came of trying a plugin's content before it was published.
 *
 * @param digest of the content
 * @param spiVersion the version of the SPI that it was tried with
 * @param passed whether it loaded
 * @param extensions what it registered, sorted by kind and name; none where it did not load
 * @param warnings what trying it showed, with the digest; where it did not load, the first says why
 * @param loadTime how long loading took
 * @param tries how often it was tried with this version of the SPI
 * @param probedAt when it was tried last
 */
public record ProbedContent(String digest, String spiVersion, boolean passed, List<ProbedExtension> extensions,
        List<PluginWarning> warnings, Duration loadTime, int tries, Instant probedAt) {
    public ProbedContent {
        extensions = List.copyOf(extensions);
        warnings = List.copyOf(warnings);
    }

    /**
     * Something that the plugin registered.
     *
     * @param kind in an operator's words: {@code filter}, {@code job handler}, {@code schedule}, ...
     * @param name unique within its kind
     */
    public record ProbedExtension(String kind, String name) {
    }
}
