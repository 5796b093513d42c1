/** The command that runs benchmarks, {@code tools/bench/run NAME}. */
@NullMarked
package dev.winnow.bench;

import org.jspecify.annotations.NullMarked;
