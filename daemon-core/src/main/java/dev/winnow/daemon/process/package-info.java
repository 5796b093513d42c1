/** The process row: who runs, in which state, with which generation. */
@NullMarked
package dev.winnow.daemon.process;

import org.jspecify.annotations.NullMarked;
