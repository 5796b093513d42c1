package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.scheduler.discovery.Judgement;
import dev.winnow.scheduler.discovery.MarkerWriter;
import dev.winnow.scheduler.lead.Term;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts on record what discovery saw: how sources stand, warnings, and the marker in the folder itself. */
public final class DiscoveryRecord {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryRecord.class);
    private static final String KIND = "scheduler";
    private static final String SCOPE = "discovery";

    private final PluginPublisher publisher;
    private final PluginStore store;
    private final PluginWarnings warnings;
    private final Supplier<String> installation;
    private final String host;
    private final Set<String> unmarkable = ConcurrentHashMap.newKeySet();

    /** @param installation this installation's id, asked for when it is needed */
    public DiscoveryRecord(PluginPublisher publisher, PluginStore store, PluginWarnings warnings,
            Supplier<String> installation,
            String host) {
        this.publisher = publisher;
        this.store = store;
        this.warnings = warnings;
        this.installation = installation;
        this.host = host;
    }

    void keep(Term term, Proposal proposal, Publication publication) {
        proposal.warnings().forEach(warning -> LOG.warn("{} {}: {} {}", warning.code().code(), warning.plugin(),
                warning.message(), warning.hint()));
        List<SourceStatus> statuses = proposal.judgements().stream().map(judgement -> status(judgement, publication))
                .toList();
        term.write(() -> {
            statuses.forEach(publisher::recordSource);
            forgotten(statuses).forEach(publisher::forgetSource);
        });
        term.write(() -> replaceWarnings(proposal.warnings()));
    }

    /** Sources that are configured no more. */
    private List<String> forgotten(List<SourceStatus> statuses) {
        Set<String> configured = statuses.stream().map(SourceStatus::name).collect(Collectors.toSet());
        return store.sources().stream().map(SourceStatus::name).filter(name -> !configured.contains(name)).toList();
    }

    private void replaceWarnings(List<PluginWarning> seen) {
        // Another scheduler that led before saw what it saw: this look replaces that one, too.
        Set<String> others = warnings.open().stream().filter(open -> open.processKind().equals(KIND))
                .map(RecordedWarning::processHost).filter(other -> !other.equals(host)).collect(Collectors.toSet());
        others.forEach(other -> warnings.replace(KIND, other, SCOPE, List.of()));
        warnings.replace(KIND, host, SCOPE, seen);
    }

    private SourceStatus status(Judgement judgement, Publication publication) {
        SourceStatus status = judgement.status();
        boolean marked = judgement.wantsMarker() && mark(judgement);
        String problem = publication instanceof Publication.HeldBack && status.problem() == null
                ? publication.sentence()
                : status.problem();
        return new SourceStatus(status.name(), status.location(), status.markerSeen() || marked, status.lastScanAt(),
                status.lastOkAt(), problem, status.guarded(), status.guardedDigest());
    }

    private boolean mark(Judgement judgement) {
        MarkerWriter marker = judgement.finding().at().marker();
        if (marker == null) {
            return false;
        }
        try {
            marker.write(installation.get());
            return true;
        } catch (IOException e) {
            if (unmarkable.add(judgement.finding().location())) {
                LOG.info("The marker .winnow-plugins cannot be written to {} ({}). Plugins removed there go, as they"
                        + " should; but an emptied folder cannot be told from one that is not mounted.",
                        judgement.finding().location(), e.getMessage());
            }
            return false;
        }
    }
}
