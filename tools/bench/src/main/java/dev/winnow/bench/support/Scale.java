package dev.winnow.bench.support;

/** How much is measured. */
public enum Scale {
    /** What the figures are worth something for. */
    FULL,
    /** As little as shows that a benchmark runs; its figures say nothing. */
    QUICK;

    /** The one or the other number. */
    public int of(int full, int quick) {
        return this == FULL ? full : quick;
    }
}
