package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.scheduler.discovery.Discovery;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.Judgement;
import dev.winnow.scheduler.discovery.SourceJudge;
import dev.winnow.scheduler.lead.Term;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the sources and publishes what they hold where it differs from the current generation. What is unchanged
 * writes no plugin content at all. One at a time.
 */
public final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Discovery discovery;
    private final List<Screen> screens;
    private final PluginStore store;
    private final PluginPublisher publisher;
    private final DiscoveryRecord discoveryRecord;
    private final ContentUpload upload;
    private final CurrentGeneration current;
    private final RollbackHold rollbackHold;
    private final InstantSource clock;

    /** @param screens in the order in which they look */
    public Publishing(Discovery discovery, List<Screen> screens, PluginStore store, PluginPublisher publisher,
            DiscoveryRecord discoveryRecord, CurrentGeneration current, InstantSource clock) {
        this.discovery = discovery;
        this.screens = List.copyOf(screens);
        this.store = store;
        this.publisher = publisher;
        this.discoveryRecord = discoveryRecord;
        this.upload = new ContentUpload(publisher);
        this.current = current;
        this.rollbackHold = new RollbackHold(store);
        this.clock = clock;
    }

    /** At a start: after a rollback it publishes only when the sources differ from what was rolled back from. */
    public synchronized Publication atStart(Term term) throws IOException {
        return run(term, Set.of(), true);
    }

    /**
     * Because somebody asks.
     *
     * @param confirmed digests of refused removals that are confirmed
     */
    public synchronized Publication asked(Term term, Set<String> confirmed) throws IOException {
        return run(term, confirmed, false);
    }

    /** Makes an earlier generation's content current. */
    public synchronized Generation rollback(Term term, long generation) {
        Generation made = publisher.rollback(term.held(), generation);
        current.set(made.id());
        LOG.info("Generation {} is a rollback to generation {}.", made.id(), generation);
        return made;
    }

    private Publication run(Term term, Set<String> confirmed, boolean atStart) throws IOException {
        try (WorkFolder work = WorkFolder.create()) {
            return publish(term, discovery.look(work.path()), confirmed, atStart);
        }
    }

    private Publication publish(Term term, List<Finding> seen, Set<String> confirmed, boolean atStart) {
        Optional<Generation> base = store.current();
        List<Finding> findings = screened(seen, base);
        current.set(base.map(Generation::id).orElse(null));
        Map<String, SourceStatus> known = store.sources().stream().collect(
                Collectors.toMap(SourceStatus::name, Function.identity()));
        SourceJudge judge = new SourceJudge(discoveryRecord.installation(), known, confirmed, clock.instant());
        Proposal proposal = Proposer.propose(findings, base, judge);
        if (atStart && base.isPresent() && !proposal.sameAs(base)) {
            Optional<RollbackHold.Held> held = rollbackHold.find(base.get(),
                    other -> Proposer.propose(findings, other, judge));
            if (held.isPresent()) {
                return said(term, held.get().proposal(), new Publication.HeldBack(base.get(), held.get().generation(),
                        guarded(held.get().proposal())));
            }
        }
        List<Finding> stored = proposal.sameAs(base) ? findings : upload.store(term, findings, proposal.contents());
        Proposal settled = stored.equals(findings) ? proposal : Proposer.propose(stored, base, judge);
        if (settled.sameAs(base)) {
            return said(term, settled, new Publication.Unchanged(base, guarded(settled)));
        }
        Generation made = publisher.publish(term.held(), settled.entries());
        current.set(made.id());
        return said(term, settled, new Publication.Published(made, removed(settled, base), guarded(settled)));
    }

    private List<Finding> screened(List<Finding> seen, Optional<Generation> base) {
        List<Finding> findings = seen;
        for (Screen screen : screens) {
            findings = screen.screen(findings, base);
        }
        return findings;
    }

    private Publication said(Term term, Proposal proposal, Publication publication) {
        LOG.info(publication.sentence());
        discoveryRecord.keep(term, proposal, publication);
        if (publication instanceof Publication.Published) {
            // Not in a transaction that holds the lease, which must be prolonged meanwhile.
            term.check();
            int orphans = publisher.collectOrphans();
            LOG.debug("{} pieces of plugin content that no generation names were deleted.", orphans);
        }
        return publication;
    }

    private static List<String> removed(Proposal proposal, Optional<Generation> base) {
        Set<String> left = proposal.entries().stream().map(entry -> entry.name()).collect(Collectors.toSet());
        return base.stream().flatMap(generation -> generation.plugins().stream()).map(PublishedPlugin::name)
                .filter(name -> !left.contains(name)).sorted().toList();
    }

    private static List<String> guarded(Proposal proposal) {
        return proposal.judgements().stream().map(Judgement::guardedDigest).flatMap(Optional::stream)
                .toList();
    }
}
