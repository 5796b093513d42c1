package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.scheduler.discovery.Discovery;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.SourceJudge;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at the sources and proposes what to make of them. Writes nothing, so a plan and a publish see the same. */
public final class Drafting {
    private final Discovery discovery;
    private final List<Screen> screens;
    private final PluginStore store;
    private final RollbackHold rollbackHold;
    private final Supplier<String> installation;
    private final InstantSource clock;

    /**
     * @param screens in the order in which they look
     * @param installation this installation's id, asked for when it is needed
     */
    public Drafting(Discovery discovery, List<Screen> screens, PluginStore store, Supplier<String> installation,
            InstantSource clock) {
        this.discovery = discovery;
        this.screens = List.copyOf(screens);
        this.store = store;
        this.rollbackHold = new RollbackHold(store);
        this.installation = installation;
        this.clock = clock;
    }

    /**
     * Looks.
     *
     * @param work archives are unpacked below it: what is found may be read until the caller deletes it
     * @param confirmed digests of refused removals that are confirmed
     */
    Draft draft(Path work, Set<String> confirmed) {
        List<Finding> seen = discovery.look(work);
        Optional<Generation> base = store.current();
        List<Finding> findings = screened(seen, base);
        Map<String, SourceStatus> known = store.sources().stream().collect(
                Collectors.toMap(SourceStatus::name, Function.identity()));
        SourceJudge judge = new SourceJudge(installation.get(), known, confirmed, clock.instant());
        Proposal proposal = Proposer.propose(findings, base, judge);
        Optional<RollbackHold.Held> held = proposal.sameAs(base)
                ? Optional.empty()
                : base.flatMap(current -> rollbackHold.find(current, other -> Proposer.propose(findings, other,
                        judge)));
        return new Draft(base, findings, judge, proposal, held);
    }

    private List<Finding> screened(List<Finding> seen, Optional<Generation> base) {
        List<Finding> findings = seen;
        for (Screen screen : screens) {
            findings = screen.screen(findings, base);
        }
        return findings;
    }
}
