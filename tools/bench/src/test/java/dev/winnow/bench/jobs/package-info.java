/** Whether the benchmarks run; what they find is not looked at. */
@NullMarked
package dev.winnow.bench.jobs;

import org.jspecify.annotations.NullMarked;
