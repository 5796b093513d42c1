package dev.winnow.checks.faults;

import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.request.Requests;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.queue.redis.RedisJobQueue;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Asks for jobs as an interface server does: a row under its account, and a ring. */
final class Asker implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final JobIntake intake;
    private final Requests requests;
    private final RedisJobQueue queue;

    Asker(Servers servers) {
        context.registerBean(DatabaseSettings.class, () -> servers.settings(Account.INTERFACE));
        context.register(DatabaseConfiguration.class);
        context.refresh();
        intake = context.getBean(JobIntake.class);
        requests = context.getBean(Requests.class);
        queue = new RedisJobQueue(servers.redisSettings());
    }

    List<Long> ask(String by, List<JobRequest> wanted) {
        List<Long> ids = intake.request(wanted.stream().map(each -> named(by, each)).toList());
        ring();
        return ids;
    }

    List<Long> askChain(String by, List<JobRequest> wanted) {
        List<Long> ids = intake.requestChain(wanted.stream().map(each -> named(by, each)).toList());
        ring();
        return ids;
    }

    JobIntake.Batch askBatch(String by, List<JobRequest> members, JobRequest completion) {
        JobIntake.Batch batch = intake.requestBatch(members.stream().map(each -> named(by, each)).toList(),
                named(by, completion));
        ring();
        return batch;
    }

    void cancel(String by, List<Long> ids) {
        requests.ask("jobs.cancel", Map.of("ids", ids), by);
        ring();
    }

    RedisJobQueue queue() {
        return queue;
    }

    private void ring() {
        try {
            queue.ring();
        } catch (QueueUnavailableException e) {
            // A ring that nobody hears only makes it slower.
        }
    }

    private static NewJob named(String by, JobRequest request) {
        return new NewJob(request, by, null, by);
    }

    @Override
    public void close() {
        queue.close();
        context.close();
    }
}
