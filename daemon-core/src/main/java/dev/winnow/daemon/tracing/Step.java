package dev.winnow.daemon.tracing;

/** Something that takes time and is part of what follows from a cause. To be closed where it ends, by any thread. */
public interface Step extends AutoCloseable {
    /** The correlation id of the cause: this one's own, if it is a cause. */
    String correlation();

    /** What there is to know of it. */
    Step with(String key, String value);

    /** It failed, for this reason. */
    void failed(String reason);

    /** Its name, where it is known better by now. */
    void rename(String name);

    /** It ends. */
    @Override
    void close();
}
