package dev.winnow.queue.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists up: a script that runs holds up everybody else, and Lua takes a few thousand values at once. */
final class Portions {
    /** Jobs named in one call of a script. */
    static final int MOST = 1000;
    /** Entries of a large key that one call of a script looks at. */
    static final int SCANNED = 500;

    private Portions() {
    }

    static <T> List<List<T>> of(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < list.size(); from += MOST) {
            portions.add(list.subList(from, Math.min(from + MOST, list.size())));
        }
        return portions;
    }
}
