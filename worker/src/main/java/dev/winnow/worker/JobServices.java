package dev.winnow.worker;

import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobQueries;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.queue.JobQueue;
import java.time.InstantSource;
import java.util.function.LongFunction;

/**
 * What jobs work with.
 *
 * @param inventories the inventory as a job with this id sees it
 */
record JobServices(JobIntake intake, JobQueries queries, JobQueue queue, LongFunction<Inventory> inventories,
        ArgumentBinder arguments, InstantSource clock) {
}
