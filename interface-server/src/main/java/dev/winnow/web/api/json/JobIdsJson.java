package dev.winnow.web.api.json;

import dev.winnow.db.job.JobIntake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that were asked for together, in order.
 *
 * @param batch the batch's id, where they are one
 * @param completion the id of the job that runs when all of them are finished
 */
public record JobIdsJson(List<String> jobs, @Nullable String batch, @Nullable String completion) {
    public static JobIdsJson of(List<Long> ids) {
        return new JobIdsJson(texts(ids), null, null);
    }

    public static JobIdsJson of(JobIntake.Batch batch) {
        return new JobIdsJson(texts(batch.members()), Long.toString(batch.id()), Long.toString(batch.completion()));
    }

    private static List<String> texts(List<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }
}
