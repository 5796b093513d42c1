package dev.winnow.plugin.spi;

/** Takes what a harvester finds. For one thread. */
public interface ResourceSink {
    /**
     * Takes one resource. The same {@link ResourceDescription#nativeId() native id} twice in a region is the same
     * resource, the later description wins.
     *
     * @throws JobCancelledException when the job was cancelled or lost its lease
     */
    void accept(ResourceDescription resource);
}
