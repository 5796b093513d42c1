package dev.winnow.queue.redis;

/** How the nodes that the settings name belong together. */
public enum RedisMode {
    /** One server; of several nodes the first is taken. */
    STANDALONE,
    /** The nodes are sentinels, which say where the master is. */
    SENTINEL,
    /** The nodes are some of a cluster; all keys share one hash slot. */
    CLUSTER
}
