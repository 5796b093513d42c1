package dev.winnow.web.service;

import dev.winnow.db.people.AuditLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Who did what. */
@Service
public class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final AuditLog log;

    Audit(AuditLog log) {
        this.log = log;
    }

    /** Keeps what somebody did; never a secret. */
    public void record(Actor actor, String action, String target, Map<String, Object> detail) {
        log.record(actor.name(), action, target, detail, actor.address());
        LOG.info("{} by {}: {}", action, oneLine(actor.name()), oneLine(target));
    }

    /** A name that holds a line break must not look like a line of the log. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** The latest events, newest first. */
    public Page<AuditLog.Event> latest(@Nullable Long before, int limit) {
        List<AuditLog.Event> events = log.latest(before, limit + 1);
        return Page.of(events, limit, AuditLog.Event::id);
    }
}
