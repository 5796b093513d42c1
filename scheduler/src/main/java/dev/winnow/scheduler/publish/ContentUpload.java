package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.lead.Term;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Writes plugin content to MySQL. What one plugin's files make of it is that plugin's matter. */
final class ContentUpload {
    private static final Logger LOG = LoggerFactory.getLogger(ContentUpload.class);

    private final PluginPublisher publisher;

    ContentUpload(PluginPublisher publisher) {
        this.publisher = publisher;
    }

    /** Stores these; the findings come back with those that could not be stored found broken. */
    List<Finding> store(Term term, List<Finding> findings, List<PluginContent> contents) {
        List<Finding> left = findings;
        for (PluginContent content : contents) {
            term.check();
            try {
                publisher.store(term.held(), content);
            } catch (RuntimeException e) {
                if (!isPluginsOwn(e)) {
                    throw e;
                }
                LOG.warn("The plugin '{}' could not be stored and counts as broken.", content.name(), e);
                PluginWarning warning = PluginWarning.of(content.name(), content.digest(),
                        WarningCode.CONTENT_UNREADABLE, "Its files could not be stored: " + e.getMessage(),
                        "If files were being copied, wait until that is done; then restart the scheduler.");
                left = left.stream().map(finding -> finding.butBroken(content, warning)).toList();
            }
        }
        return left;
    }

    /** MySQL's trouble, or that another scheduler leads, is not: the whole publish fails and is tried again. */
    private static boolean isPluginsOwn(RuntimeException problem) {
        return switch (problem) {
            case DataIntegrityViolationException tooMuch -> true;
            case DataAccessException database -> false;
            case TransactionException database -> false;
            case LeadershipLostException lost -> false;
            default -> true;
        };
    }
}
