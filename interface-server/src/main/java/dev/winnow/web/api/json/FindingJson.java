package dev.winnow.web.api.json;

import dev.winnow.db.insight.ComplianceStore;
import java.time.Instant;

/** A resource that an insight names, since when. */
public record FindingJson(Instant since, ResourceJson resource) {
    public static FindingJson of(ComplianceStore.Finding finding) {
        return new FindingJson(finding.firstSeen(), ResourceJson.of(finding.resource()));
    }
}
