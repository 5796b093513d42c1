/** Benchmarks of jobs: the queue alone, and the whole way with a ledger, a scheduler and a worker. */
@NullMarked
package dev.winnow.bench.jobs;

import org.jspecify.annotations.NullMarked;
