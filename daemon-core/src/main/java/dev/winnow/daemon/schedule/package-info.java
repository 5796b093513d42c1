/** When schedules tick. */
@NullMarked
package dev.winnow.daemon.schedule;

import org.jspecify.annotations.NullMarked;
