package dev.winnow.daemon.doctor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What all checks found.
 *
 * @param place where the doctor stood
 * @param findings in the checks' order
 */
public record Diagnosis(Instant at, Place place, List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** The worst of them; a check that was skipped counts as well. */
    public Verdict verdict() {
        return findings.stream().map(Finding::verdict).filter(Verdict::isFinding).max(Comparator.naturalOrder())
                .orElse(Verdict.OK);
    }

    /** Whether MySQL or Redis does not answer. */
    public boolean isUnreachable() {
        return findings.stream().anyMatch(Finding::unreachable);
    }

    /** How many have this verdict. */
    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }
}
