package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.SourceJudge;
import java.util.List;
import java.util.Optional;

/**
 * The sources, looked at once, and what they would publish in place of the current generation.
 *
 * @param base the current generation
 * @param findings what was seen, screened
 * @param judge holds findings against what is published
 * @param proposal what they make of the base
 * @param held after a rollback: that the sources hold what was rolled back from, so that a start publishes nothing
 */
record Draft(Optional<Generation> base, List<Finding> findings, SourceJudge judge, Proposal proposal,
        Optional<RollbackHold.Held> held) {
    Draft {
        findings = List.copyOf(findings);
    }

    /** The same once some plugins were found broken. */
    Draft with(List<Finding> others) {
        return others.equals(findings)
                ? this
                : new Draft(base, others, judge, Proposer.propose(others, base, judge), held);
    }

    /** Whether publishing it would change nothing. */
    boolean changesNothing() {
        return proposal.sameAs(base);
    }
}
