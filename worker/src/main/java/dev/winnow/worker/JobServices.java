package dev.winnow.worker;

import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.queue.JobQueue;
import java.time.InstantSource;
import java.util.function.LongFunction;

/**
 * What jobs work with.
 *
 * @param inventories the inventory as a job with this id sees it
 */
record JobServices(JobOutcomes outcomes, JobIntake intake, JobQueue queue, LongFunction<Inventory> inventories,
        ArgumentBinder arguments, InstantSource clock) {
}
