package dev.winnow.worker;

import dev.winnow.plugin.spi.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The meters of one priority, there from the start, so that a dashboard shows nought and not nothing.
 *
 * @param finished by outcome
 */
record LaneMeters(Timer waits, Counter started, Map<String, Counter> finished, Counter leasesLost, Counter recovered) {
    private static final String PRIORITY = "priority";

    static LaneMeters of(MeterRegistry registry, Priority priority) {
        String code = priority.code();
        return new LaneMeters(
                Timer.builder("winnow.job.wait").description("From being asked for to the first start here")
                        .tag(PRIORITY, code).register(registry),
                Counter.builder("winnow.job.started").description("Attempts that started here").tag(PRIORITY, code)
                        .register(registry),
                JobEnd.WORDS.stream().collect(Collectors.toUnmodifiableMap(word -> word, word -> Counter
                        .builder("winnow.job.finished").description("Jobs that this worker is done with, by outcome")
                        .tag(PRIORITY, code).tag("outcome", word).register(registry))),
                Counter.builder("winnow.worker.leases.lost").description("Jobs whose lease ended while they ran")
                        .tag(PRIORITY, code).register(registry),
                Counter.builder("winnow.worker.jobs.recovered")
                        .description("Attempts that started here after an earlier one lost its worker")
                        .tag(PRIORITY, code).register(registry));
    }

    void finished(String outcome) {
        Counter counter = finished.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }
}
