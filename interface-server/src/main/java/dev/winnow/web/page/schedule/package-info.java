/** The pages of schedules and their ticks. */
@NullMarked
package dev.winnow.web.page.schedule;

import org.jspecify.annotations.NullMarked;
