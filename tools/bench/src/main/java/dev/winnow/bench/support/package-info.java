/** What benchmarks have in common: figures, and the database. */
@NullMarked
package dev.winnow.bench.support;

import org.jspecify.annotations.NullMarked;
