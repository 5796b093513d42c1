/** Benchmarks, each run by {@code tools/bench/run NAME}, and what several of them need. */
@NullMarked
package dev.winnow.bench;

import org.jspecify.annotations.NullMarked;
