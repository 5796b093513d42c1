package dev.winnow.daemon.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names that somebody else gives, as a tag's values: the first so many as they are, all others as one. */
public final class BoundedNames {
    /** What stands for all others. */
    public static final String OTHER = "other";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** @param most how many are told apart */
    public BoundedNames(int most) {
        this.most = most;
    }

    /** The name, or what stands for it. */
    public String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        synchronized (known) {
            return known.size() < most && known.add(name) || known.contains(name) ? name : OTHER;
        }
    }
}
