package dev.winnow.web.service;

import dev.winnow.db.job.JobQueries;
import java.util.List;

/**
 * Lines of a job's log.
 *
 * @param more whether lines followed when it was read
 * @param finished whether the job is finished, so that no more will come
 */
public record JobLog(List<JobQueries.LoggedLine> lines, boolean more, boolean finished) {
}
