package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.ResourceSink;
import org.jspecify.annotations.Nullable;

/**
 * What an interpreter is doing for the host right now, which decides what it may ask for.
 *
 * @param job the running job; null where none runs
 * @param sink takes what a harvester finds; null where none runs
 * @param account the account that is harvested or tried; null where there is none
 */
record Work(@Nullable JobContext job, @Nullable ResourceSink sink, @Nullable CloudAccount account) {
    static final Work NONE = new Work(null, null, null);

    static Work of(JobContext job) {
        return new Work(job, null, null);
    }

    static Work of(CloudAccount account) {
        return new Work(null, null, account);
    }

    JobContext requiredJob() {
        if (job == null) {
            throw new IllegalStateException("no job is running");
        }
        return job;
    }

    ResourceSink requiredSink() {
        if (sink == null) {
            throw new IllegalStateException("no harvest is running");
        }
        return sink;
    }

    CloudAccount requiredAccount() {
        if (account == null) {
            throw new IllegalStateException("no cloud account is at hand here");
        }
        return account;
    }
}
