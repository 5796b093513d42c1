/** Benchmarks of plugins: publishing, loading, calling. */
@NullMarked
package dev.winnow.bench.plugins;

import org.jspecify.annotations.NullMarked;
