package dev.winnow.plugin.spi;

/** Reads one type of resources of one provider. Runs in workers, one job for each account, region and type. */
public non-sealed interface Harvester extends Extension {
    /** The {@link CloudProvider#name()} of the accounts it reads. */
    String provider();

    /** The type of resources it finds, for example {@code instance}: {@link Extension#name()} rules. */
    String resourceType();

    /**
     * Finds every resource of a region and hands each to the sink. A normal return means that all were seen: what is
     * in the inventory for this account, region and type and was not handed over is gone. After an exception nothing
     * is taken as gone.
     *
     * @param region one of {@link CloudProvider#regions}
     * @param sink takes resources in any order; may block
     * @throws Exception if not everything could be read
     */
    void harvest(CloudAccount account, String region, ResourceSink sink, JobContext context) throws Exception;
}
