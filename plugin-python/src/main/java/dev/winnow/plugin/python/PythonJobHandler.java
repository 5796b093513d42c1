package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.ResourceAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job handler written in Python. */
record PythonJobHandler(PluginCalls plugin, String name, @Nullable ResourceAction action, JobPolicy policy)
        implements
            JobHandler {
    @Override
    public JobResult run(JobContext context) {
        String facts = JobCalls.facts(context);
        return new JobResult(Json.values(plugin.run("job", name, context, Work.of(context),
                interpreter -> interpreter.call("run", name, facts))));
    }

    @Override
    public Optional<ResourceAction> resourceAction() {
        return Optional.ofNullable(action);
    }
}
