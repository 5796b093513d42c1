package dev.winnow.scheduler.probe;

import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.ProbedContent;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.SpiVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known from earlier tries. A result counts for the version of the SPI that it was made with. One that may be
 * the machine's fault, a timeout or exhausted memory, is tried again: after ten minutes at the earliest, three times in
 * all.
 */
final class Records {
    private static final Set<WarningCode> PERHAPS_THE_MACHINE = Set.of(WarningCode.LOAD_TIMEOUT,
            WarningCode.LOAD_EXHAUSTED);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int MOST_TRIES = 3;

    private final PluginProbes probes;
    private final InstantSource clock;
    private final Map<String, ProbedContent> known = new HashMap<>();

    Records(PluginProbes probes, InstantSource clock) {
        this.probes = probes;
        this.clock = clock;
    }

    void read(Collection<PluginContent> contents) {
        known.putAll(probes.find(contents.stream().map(PluginContent::digest).toList()));
    }

    /** The result that spares another try. */
    Optional<ProbedContent> settled(PluginContent content) {
        return ofThisSpi(content).filter(probed -> !isWorthAnotherTry(probed));
    }

    void write(PluginContent content, Verdict.Tried verdict) {
        int tries = ofThisSpi(content).map(ProbedContent::tries).orElse(0) + 1;
        ProbedContent probed = new ProbedContent(content.digest(), SpiVersion.CURRENT, verdict.passed(), verdict
                .extensions(), verdict.warnings(), verdict.loadTime(), tries, clock.instant());
        probes.save(probed);
        known.put(content.digest(), probed);
    }

    private Optional<ProbedContent> ofThisSpi(PluginContent content) {
        return Optional.ofNullable(known.get(content.digest())).filter(probed -> probed.spiVersion().equals(
                SpiVersion.CURRENT));
    }

    private boolean isWorthAnotherTry(ProbedContent probed) {
        List<WarningCode> codes = probed.warnings().stream().limit(1).map(warning -> warning.code()).toList();
        return !probed.passed() && PERHAPS_THE_MACHINE.containsAll(codes) && probed.tries() < MOST_TRIES
                && !clock.instant().isBefore(probed.probedAt().plus(PAUSE));
    }
}
