package dev.winnow.worker.builtin;

import dev.winnow.daemon.metrics.BoundedNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What harvests bring, by the account's provider; beyond twenty providers they are one. */
final class HarvestMeters {
    private static final int MOST_PROVIDERS = 20;
    private static final String SUCCEEDED = "succeeded";
    private static final String FAILED = "failed";
    private static final String FOUND = "found";
    private static final String GONE = "gone";
    /** Before any account is harvested, so that the meters are there from the start. */
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final BoundedNames providers = new BoundedNames(MOST_PROVIDERS);

    HarvestMeters(MeterRegistry registry) {
        this.registry = registry;
        runs(NONE, SUCCEEDED);
        runs(NONE, FAILED);
        resources(NONE, FOUND);
        resources(NONE, GONE);
    }

    void succeeded(String provider, long found, long gone) {
        String name = providers.of(provider);
        runs(name, SUCCEEDED).increment();
        resources(name, FOUND).increment(found);
        resources(name, GONE).increment(gone);
    }

    void failed(String provider) {
        runs(providers.of(provider), FAILED).increment();
    }

    private Counter runs(String provider, String outcome) {
        return Counter.builder("winnow.harvest.runs").description("Harvests of a type in a region that ended here")
                .tag("provider", provider).tag("outcome", outcome).register(registry);
    }

    private Counter resources(String provider, String what) {
        return Counter.builder("winnow.harvest.resources")
                .description("Resources that harvests found, and those that were gone").tag("provider", provider)
                .tag("what", what).register(registry);
    }
}
