package dev.winnow.worker.builtin;

/** Names of the built-in jobs that ask for each other. */
final class Types {
    static final String HARVEST_ALL = "harvest.all";
    static final String HARVEST_ACCOUNT = "harvest.account";
    static final String HARVEST_REGION = "harvest.region";
    static final String COMPLIANCE_ALL = "compliance.all";
    static final String COMPLIANCE_INSIGHT = "compliance.insight";
    static final String JOBS_RETENTION = "jobs.retention";

    private Types() {
    }
}
