package dev.winnow.web.page.job;

import dev.winnow.db.job.JobDetail;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.page.view.Words;
import org.jspecify.annotations.Nullable;

/** One attempt of a job. */
record AttemptView(int number, Status status, String owner, String host, When started, String took, String error,
        @Nullable String stack) {
    static AttemptView of(JobDetail.Attempt attempt, Times times) {
        String message = attempt.errorMessage() == null ? "" : attempt.errorMessage();
        return new AttemptView(attempt.attempt(), status(attempt.outcome()), attempt.owner(), attempt.host(),
                times.when(attempt.startedAt()), times.took(attempt.startedAt(), attempt.finishedAt()), message,
                attempt.errorStack());
    }

    private static Status status(@Nullable String outcome) {
        if (outcome == null) {
            return Status.running("Running");
        }
        String word = Words.capitalised(outcome);
        return switch (outcome) {
            case "succeeded" -> Status.done(word);
            case "cancelled" -> Status.cancelled(word);
            case "handed-back", "handed_back", "returned" -> Status.waiting("Handed back");
            default -> Status.failed(word);
        };
    }
}
