package dev.winnow.worker;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.OutcomeJournal;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.queue.JobQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What writes into ledger and queue what comes of jobs, and what they say. */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {
    private static final Duration OUTCOME_PATIENCE = Duration.ofSeconds(60);
    private static final Duration JOURNAL_DELAY = Duration.ofMillis(5);
    private static final int JOURNAL_SIZE = 1000;

    @Bean(destroyMethod = "")
    OutcomeJournal outcomeJournal(JobOutcomes ledger) {
        return new OutcomeJournal(ledger, JOURNAL_DELAY, JOURNAL_SIZE);
    }

    @Bean(destroyMethod = "")
    QueueReports queueReports(JobQueue queue, HeldJobs held, Connectivity connectivity,
            ObjectProvider<Backlog> backlog) {
        return new QueueReports(queue, held, connectivity, () -> backlog.getObject().isFlowing());
    }

    @Bean
    UnwrittenOutcomes unwrittenOutcomes(Connectivity connectivity, QueueReports reports) {
        return new UnwrittenOutcomes(OUTCOME_PATIENCE, connectivity, reports);
    }

    @Bean
    OutcomeWriter outcomeWriter(OutcomeJournal journal, JobQueries queries, UnwrittenOutcomes unwritten,
            QueueReports reports,
            HeldJobs held, Identity identity, InstantSource clock) {
        Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
        return new OutcomeWriter(journal, queries, unwritten, reports, held, backoff, identity, clock);
    }

    @Bean(destroyMethod = "")
    NotesKeeper notesKeeper(JobOutcomes ledger, InstantSource clock) {
        return new NotesKeeper(ledger, clock);
    }

    @Bean
    RunningMarks runningMarks(HeldJobs held, JobOutcomes ledger, Identity identity, InstantSource clock) {
        return new RunningMarks(held, ledger, identity, clock);
    }

    @Bean
    HandlerAnnouncement handlerAnnouncement(PluginHost plugins, JobTypes types, ProcessTable processes,
            PluginWarnings warnings, Identity identity) {
        return new HandlerAnnouncement(plugins, types, processes, warnings, identity);
    }

    @Bean
    LedgerTurns ledgerTurns(RunningMarks marks, UnwrittenOutcomes unwritten, HandlerAnnouncement announcement) {
        return new LedgerTurns(marks, unwritten, announcement);
    }

    @Bean
    Helpers helpers(Heartbeat heartbeat, NotesKeeper notes, HeldJobs held, QueueReports reports,
            OutcomeJournal journal, HandlerAnnouncement announcement) {
        return new Helpers(heartbeat, notes, new JobLogAppender(held, notes), reports, journal, announcement);
    }
}
