package dev.winnow.bench.plugins;

import dev.winnow.bench.support.Timed;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.function.ToLongFunction;

/** This JVM's memory, in MiB. */
final class Heap {
    private static final double MEBIBYTE = 1 << 20;
    private static final int COLLECTIONS = 4;

    private Heap() {
    }

    /** Heap in use after everything that is garbage was collected. */
    static double used() {
        collect();
        return sum(MemoryType.HEAP, pool -> pool.getUsage().getUsed());
    }

    /** Classes, methods and code that are loaded. */
    static double outside() {
        return sum(MemoryType.NON_HEAP, pool -> pool.getUsage().getUsed());
    }

    /**
     * By how much the heap in use grew meanwhile, at most, garbage that was not yet collected included: each pool's own
     * peak, so rather too much than too little.
     */
    static double peakGrowth(Timed.Work work) throws Exception {
        double before = used();
        pools(MemoryType.HEAP).forEach(MemoryPoolMXBean::resetPeakUsage);
        work.run();
        return sum(MemoryType.HEAP, pool -> pool.getPeakUsage().getUsed()) - before;
    }

    private static void collect() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
    }

    private static double sum(MemoryType type, ToLongFunction<MemoryPoolMXBean> figure) {
        return pools(type).stream().mapToLong(figure).sum() / MEBIBYTE;
    }

    private static List<MemoryPoolMXBean> pools(MemoryType type) {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == type).toList();
    }
}
