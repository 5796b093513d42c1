/** The job queue: a port with values of its own. No Redis type appears here. */
@NullMarked
package dev.winnow.queue;

import org.jspecify.annotations.NullMarked;
