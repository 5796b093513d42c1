package dev.winnow.daemon.doctor;

import java.time.Instant;
import java.util.List;

/**
 * A diagnosis as JSON, the same by command and API.
 *
 * @param place {@code compose}, {@code systemd}, {@code quickstart} or {@code shell}
 * @param verdict the worst: {@code ok}, {@code warning} or {@code problem}
 * @param reachable whether MySQL and Redis answer
 */
public record DiagnosisJson(Instant at, String place, String verdict, boolean reachable, List<CheckJson> checks) {
    /**
     * One finding.
     *
     * @param verdict {@code ok}, {@code skipped}, {@code warning} or {@code problem}
     * @param fix what to paste or do; empty where nothing is
     */
    public record CheckJson(String check, String verdict, String message, String fix) {
    }

    /** What was found. */
    public static DiagnosisJson of(Diagnosis diagnosis) {
        return new DiagnosisJson(diagnosis.at(), diagnosis.place().code(), diagnosis.verdict().code(),
                !diagnosis.isUnreachable(), diagnosis.findings().stream().map(finding -> new CheckJson(finding.check(),
                        finding.verdict().code(), finding.message(), finding.fix())).toList());
    }
}
