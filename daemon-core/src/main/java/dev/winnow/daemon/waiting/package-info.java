/** Waiting for another server, with a line in the log now and then. */
@NullMarked
package dev.winnow.daemon.waiting;

import org.jspecify.annotations.NullMarked;
