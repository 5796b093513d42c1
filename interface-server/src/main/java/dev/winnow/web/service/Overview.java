package dev.winnow.web.service;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import java.util.List;
import java.util.Map;

/**
 * What an operator looks at first.
 *
 * @param jobs how many there are by state, of the unfinished ones and those finished in the last day
 * @param latest the latest jobs, newest first
 */
public record Overview(QueueView queues, Map<JobState, Long> jobs, List<JobRow> latest, SuiteHealth health) {
}
