package dev.winnow.scheduler;

import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.scheduler.lead.Outage;
import dev.winnow.scheduler.lead.Term;
import dev.winnow.scheduler.publish.Publishing;
import dev.winnow.scheduler.schedule.Declarations;
import dev.winnow.scheduler.schedule.ScheduleDesk;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** What a new leader does once: publish what the sources hold, declare schedules and insights, and have them scored. */
final class LeaderStart {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderStart.class);
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Publishing publishing;
    private final Declarations declarations;
    private final ScheduleDesk schedules;

    LeaderStart(Publishing publishing, Declarations declarations, ScheduleDesk schedules) {
        this.publishing = publishing;
        this.declarations = declarations;
        this.schedules = schedules;
    }

    /** Publishes. Where that fails, what was published before stays, and the scheduler goes on. */
    void publish(Term term) throws InterruptedException {
        attempt(term, "Publishing plugins", "What was published before stays live; 'winnow plugins publish' tries"
                + " again.", () -> publishing.atStart(term));
    }

    /** Declares. Where that fails, the schedules of the last start stay. */
    void declare(Term term, PluginRegistry registry) throws InterruptedException {
        attempt(term, "Declaring schedules and insights", "Those of the last start stay; a restart of the scheduler"
                + " tries again.", () -> declarations.declare(term, registry));
        attempt(term, "Asking for new scores", "They come with the next tick of schedule 'compliance'.",
                () -> {
                    if (declarations.anyInsight()) {
                        schedules.rescore(term);
                    }
                });
    }

    /** Runs it, and again where it fails, at most three times; trouble with MySQL does not count. */
    static void attempt(Term term, String what, String consequence, Step step) throws InterruptedException {
        int tries = 0;
        Outage outage = new Outage(LOG, what);
        while (term.isLive()) {
            tries++;
            try {
                step.run();
                outage.over();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (LeadershipLostException e) {
                LOG.info("{} is left to the next leader: {}", what, e.getMessage());
                return;
            } catch (DataAccessResourceFailureException | RecoverableDataAccessException
                    | TransientDataAccessException | TransactionException e) {
                // MySQL is being restarted, perhaps: that is no reason to give up while this scheduler leads.
                tries--;
                outage.failed(e);
                term.await(outage.pause());
            } catch (Exception | LinkageError | StackOverflowError e) {
                if (tries == TRIES) {
                    LOG.error("{} failed {} times. {}", what, TRIES, consequence, e);
                    return;
                }
                LOG.warn("{} failed and is tried again: {}", what, e.toString());
                term.await(PAUSE);
            }
        }
    }

    /** May throw anything. */
    interface Step {
        void run() throws Exception;
    }
}
