package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ResourceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what a harvester finds and saves it in batches. */
final class BatchingSink implements ResourceSink {
    private static final int BATCH = 500;

    private final Consumer<List<ResourceDescription>> save;
    private final JobContext context;
    private final List<ResourceDescription> batch = new ArrayList<>(BATCH);
    private long saved;

    BatchingSink(Consumer<List<ResourceDescription>> save, JobContext context) {
        this.save = save;
        this.context = context;
    }

    @Override
    public void accept(ResourceDescription resource) {
        context.checkCancelled();
        batch.add(resource);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /** Saves the rest; returns how many were saved in all. */
    long finish() {
        context.checkCancelled();
        flush();
        return saved;
    }

    private void flush() {
        if (!batch.isEmpty()) {
            save.accept(List.copyOf(batch));
            saved += batch.size();
            batch.clear();
            context.progress(saved, 0, saved + " resources");
        }
    }
}
