/** How a daemon ends for a known reason: one sentence and an exit code. */
@NullMarked
package dev.winnow.daemon.exit;

import org.jspecify.annotations.NullMarked;
