package dev.winnow.web.service;

import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.util.Map;

/**
 * A job that somebody asks for.
 *
 * @param type the job handler's name
 * @param priority its lane
 * @param arguments as JSON has them
 * @param options when and how often it may run
 * @param force to be taken even where no live worker has a handler for it; it waits for one then
 */
public record JobWish(String type, Priority priority, Map<String, Object> arguments, JobOptions options,
        boolean force) {
    /** One that is to run as soon as its turn comes. */
    public static JobWish of(String type, Priority priority, Map<String, Object> arguments) {
        return new JobWish(type, priority, arguments, JobOptions.NONE, false);
    }

    /** The same unless an unfinished job has this key; then it is that one. */
    public JobWish unique(String key) {
        return new JobWish(type, priority, arguments, options.uniqueUntil(key, JobRequest.UniqueUntil.DONE), force);
    }

    JobRequest request() {
        return new JobRequest(type, priority, arguments, options);
    }
}
