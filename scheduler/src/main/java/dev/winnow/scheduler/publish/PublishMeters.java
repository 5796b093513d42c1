package dev.winnow.scheduler.publish;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How often this scheduler looked at the sources, what came of it, and how long that took. */
final class PublishMeters implements MeterBinder {
    private static final String FAILED = "failed";

    private final Map<String, Times> times = Map.of("published", new Times(), "unchanged", new Times(), "held",
            new Times(), FAILED, new Times());

    /** @param publication what came of it; null where it failed */
    void record(@Nullable Publication publication, Duration took) {
        Times spent = times.get(publication == null ? FAILED : word(publication));
        if (spent != null) {
            spent.count().increment();
            spent.nanos().add(took.toNanos());
        }
    }

    private static String word(Publication publication) {
        return switch (publication) {
            case Publication.Published published -> "published";
            case Publication.Unchanged unchanged -> "unchanged";
            case Publication.HeldBack held -> "held";
        };
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        times.forEach((outcome, spent) -> FunctionTimer
                .builder("winnow.plugin.publish", spent, used -> used.count().sum(), used -> used.nanos().sum(),
                        TimeUnit.NANOSECONDS)
                .description("Looks at the plugin sources, with what they publish").tag("outcome", outcome)
                .register(registry));
    }

    private record Times(LongAdder count, LongAdder nanos) {
        Times() {
            this(new LongAdder(), new LongAdder());
        }
    }
}
