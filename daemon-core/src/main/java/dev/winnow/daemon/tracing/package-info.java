/** What follows from what: one correlation from a request to the lines of its jobs' logs, and spans where they are wanted. */
@NullMarked
package dev.winnow.daemon.tracing;

import org.jspecify.annotations.NullMarked;
