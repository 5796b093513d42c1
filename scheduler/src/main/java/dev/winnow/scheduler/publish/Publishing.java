package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.GenerationRetention;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.plugin.publish.RetentionPolicy;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.lead.Term;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the sources and publishes what they hold where it differs from the current generation. What is unchanged
 * writes no plugin content at all. One at a time, and nothing is cleared away meanwhile.
 */
public final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Drafting drafting;
    private final Planner planner;
    private final PluginPublisher publisher;
    private final GenerationRetention retention;
    private final DiscoveryRecord discoveryRecord;
    private final ContentUpload upload;
    private final CurrentGeneration current;
    private final PublishMeters meters = new PublishMeters();

    public Publishing(Drafting drafting, Planner planner, PluginPublisher publisher, GenerationRetention retention,
            DiscoveryRecord discoveryRecord, CurrentGeneration current) {
        this.drafting = drafting;
        this.planner = planner;
        this.publisher = publisher;
        this.retention = retention;
        this.discoveryRecord = discoveryRecord;
        this.upload = new ContentUpload(publisher);
        this.current = current;
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

    /** What a restart would change. Publishes nothing and puts nothing on record. */
    public synchronized Plan plan() throws IOException {
        try (WorkFolder work = WorkFolder.create()) {
            return planner.plan(drafting.draft(work.path(), Set.of()), work.path());
        }
    }

    /** Makes an earlier generation's content current. */
    public synchronized Generation rollback(Term term, long generation) {
        Generation made = publisher.rollback(term.held(), generation);
        current.set(made.id());
        LOG.info("Generation {} is a rollback to generation {}.", made.id(), generation);
        return made;
    }

    /** Clears away generations that are kept no longer, and content that none names. */
    synchronized GenerationRetention.Cleared clear(Term term, RetentionPolicy policy) {
        term.check();
        return retention.clear(term.held(), policy);
    }

    /** How often, with what result, and how long. */
    public MeterBinder meters() {
        return meters;
    }

    private Publication run(Term term, Set<String> confirmed, boolean atStart) throws IOException {
        long began = System.nanoTime();
        Publication publication = null;
        try {
            publication = look(term, confirmed, atStart);
            return publication;
        } finally {
            meters.record(publication, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private Publication look(Term term, Set<String> confirmed, boolean atStart) throws IOException {
        try (WorkFolder work = WorkFolder.create()) {
            Draft draft = drafting.draft(work.path(), confirmed);
            current.set(draft.base().map(Generation::id).orElse(null));
            return publish(term, draft, atStart);
        }
    }

    private Publication publish(Term term, Draft draft, boolean atStart) {
        if (atStart && draft.base().isPresent() && draft.held().isPresent()) {
            RollbackHold.Held held = draft.held().get();
            return said(term, held.proposal(), new Publication.HeldBack(draft.base().get(), held.generation(), held
                    .proposal().guarded()));
        }
        Draft settled = draft.with(upload.store(term, draft.findings(), toStore(draft)));
        Proposal proposal = settled.proposal();
        if (settled.changesNothing()) {
            return said(term, proposal, new Publication.Unchanged(settled.base(), proposal.guarded()));
        }
        Generation made = publisher.publish(term.held(), proposal.entries());
        current.set(made.id());
        return said(term, proposal,
                new Publication.Published(made, removed(proposal, settled.base()), proposal.guarded()));
    }

    /** What is new, and what the current generation names and MySQL has lost, as after a partial restore. */
    private List<PluginContent> toStore(Draft draft) {
        List<PluginContent> contents = new ArrayList<>(draft.changesNothing()
                ? List.of()
                : draft.proposal()
                        .contents());
        Set<String> gaps = draft.base().map(base -> publisher.gaps(base.id())).orElse(Set.of());
        if (!gaps.isEmpty()) {
            LOG.warn("Of {} published versions of plugins something is missing in MySQL; those that the sources still"
                    + " hold are stored again.", gaps.size());
            for (Finding finding : draft.findings()) {
                if (finding instanceof Finding.Read read) {
                    read.scan().plugins().stream().filter(plugin -> gaps.contains(plugin.digest())).forEach(
                            contents::add);
                }
            }
        }
        return contents;
    }

    private Publication said(Term term, Proposal proposal, Publication publication) {
        LOG.info(publication.sentence());
        discoveryRecord.keep(term, proposal, publication);
        return publication;
    }

    private static List<String> removed(Proposal proposal, Optional<Generation> base) {
        Set<String> left = proposal.entries().stream().map(entry -> entry.name()).collect(Collectors.toSet());
        return base.stream().flatMap(generation -> generation.plugins().stream()).map(PublishedPlugin::name)
                .filter(name -> !left.contains(name)).sorted().toList();
    }
}
