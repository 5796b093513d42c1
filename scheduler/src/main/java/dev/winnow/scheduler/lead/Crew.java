package dev.winnow.scheduler.lead;

import dev.winnow.db.process.LeadershipLostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that do the leader's work during one term. */
public final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final Term term;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    public Crew(Term term) {
        this.term = term;
    }

    /** Starts one thread for each. */
    public void start(List<LeaderWork> works) {
        for (LeaderWork work : works) {
            threads.add(Thread.ofPlatform().name("leader: " + work.name()).start(() -> repeat(work)));
        }
    }

    private void repeat(LeaderWork work) {
        Outage outage = new Outage(LoggerFactory.getLogger(work.getClass()), work.name());
        try {
            while (term.isLive()) {
                term.await(round(work, outage));
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped: {}", work.name());
        } catch (LeadershipLostException e) {
            LOG.info("Stopped, because another scheduler leads: {}", work.name());
        }
    }

    private Duration round(LeaderWork work, Outage outage) throws InterruptedException {
        try {
            Duration pause = work.round(term);
            outage.over();
            return pause;
        } catch (LeadershipLostException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (Thread.currentThread().isInterrupted() || !term.isLive()) {
                throw new InterruptedException();
            }
            outage.failed(e);
            return outage.pause();
        }
    }

    /** Interrupts all work; returns at once. */
    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits until all work has stopped, at most 10 s. */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            if (thread != Thread.currentThread() && !thread.join(STOP_PATIENCE)) {
                LOG.warn("{} did not stop within {} s.", thread.getName(), STOP_PATIENCE.toSeconds());
            }
        }
    }
}
