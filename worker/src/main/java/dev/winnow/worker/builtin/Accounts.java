package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.NoRetryException;

/** Looks accounts up for jobs. */
final class Accounts {
    private Accounts() {
    }

    static CloudAccount of(JobContext context, long id) {
        return context.inventory().account(id).orElseThrow(
                () -> new NoRetryException(
                        "there is no cloud account " + id + ": it was removed since this was asked"));
    }
}
