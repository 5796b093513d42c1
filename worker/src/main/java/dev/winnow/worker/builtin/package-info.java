/** The jobs that Winnow itself brings: harvests, compliance, diagnostics. */
@NullMarked
package dev.winnow.worker.builtin;

import org.jspecify.annotations.NullMarked;
