/** Moves jobs from the ledger to the queue, ends lost leases, and mends what differs. */
@NullMarked
package dev.winnow.scheduler.dispatch;

import org.jspecify.annotations.NullMarked;
