/** Schedules and their tick ledger. */
@NullMarked
package dev.winnow.db.schedule;

import org.jspecify.annotations.NullMarked;
