/** The scheduler daemon: its start, its one leader, and how its parts are put together. */
@NullMarked
package dev.winnow.scheduler;

import org.jspecify.annotations.NullMarked;
