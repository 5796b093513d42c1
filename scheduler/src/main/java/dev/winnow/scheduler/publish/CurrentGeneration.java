package dev.winnow.scheduler.publish;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The number of the generation that is current, which jobs are marked with. */
public final class CurrentGeneration {
    private final AtomicReference<@Nullable Long> id = new AtomicReference<>();

    /** Null where none was published. */
    public @Nullable Long id() {
        return id.get();
    }

    void set(@Nullable Long generation) {
        id.set(generation);
    }
}
