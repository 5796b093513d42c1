package dev.winnow.worker;

import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How jobs of one type are run.
 *
 * @param name the type
 * @param handler with the plugin it comes from
 * @param policy what the handler says of trying again
 * @param generation of plugins that was loaded; null for none
 */
record JobType(String name, Registered<JobHandler> handler, JobPolicy policy, @Nullable Long generation) {
    /** Of the plugin's content; null for a built-in one. */
    @Nullable
    String digest() {
        return handler.digest().isEmpty() ? null : handler.digest();
    }
}
