package dev.winnow.scheduler.request;

import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.db.request.Requests;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests, oldest first. One that fails is answered so, and holds back no other. */
public final class RequestDesk implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);
    private static final int BATCH = 50;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Requests requests;
    private final Map<String, RequestHandler> handlers;

    RequestDesk(Requests requests, Map<String, RequestHandler> handlers) {
        this.requests = requests;
        this.handlers = Map.copyOf(handlers);
    }

    @Override
    public String name() {
        return "answering requests";
    }

    @Override
    public Duration round(Term term) throws InterruptedException {
        List<Requests.Request> waiting = requests.unanswered(BATCH);
        for (Requests.Request request : waiting) {
            Reply reply = handle(term, request);
            LOG.info("Request {} ({} by {}): {}. {}", request.id(), request.kind(), request.requestedBy(),
                    reply.outcome(), reply.values().get("message"));
            term.write(() -> requests.answer(request.id(), reply.outcome(), reply.values(), term.held().owner()));
        }
        return waiting.size() < BATCH ? POLL : Duration.ZERO;
    }

    private Reply handle(Term term, Requests.Request request) throws InterruptedException {
        RequestHandler handler = handlers.get(request.kind());
        if (handler == null) {
            return Reply.refused("Nobody knows requests of the kind '" + request.kind() + "'; known are "
                    + String.join(", ", new TreeSet<>(handlers.keySet())) + ".");
        }
        try {
            return handler.handle(term, new Arguments(request.arguments()), request.requestedBy());
        } catch (InterruptedException | LeadershipLostException e) {
            // Unanswered, it is the next leader's.
            throw e;
        } catch (IllegalArgumentException e) {
            return Reply.refused(String.valueOf(e.getMessage()));
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.warn("Request {} ({}) failed.", request.id(), request.kind(), e);
            return Reply.failed("It failed: " + e.getMessage() + ". The scheduler's log has more.");
        }
    }
}
