package dev.winnow.db.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the unfinished jobs.
 *
 * @param next where to go on; null: there are no more
 */
public record LedgerPage(List<JobRow> rows, @Nullable LedgerPlace next) {
}
