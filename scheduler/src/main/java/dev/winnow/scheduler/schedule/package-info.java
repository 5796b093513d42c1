/** Process files, when they tick, and what becomes of each tick. */
@NullMarked
package dev.winnow.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
