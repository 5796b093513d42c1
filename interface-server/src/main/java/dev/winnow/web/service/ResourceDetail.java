package dev.winnow.web.service;

import dev.winnow.db.insight.InsightRow;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceAction;
import java.util.List;
import java.util.Optional;

/**
 * A resource with what hangs on it.
 *
 * @param account empty where it is gone
 * @param findings the insights that name it now
 * @param actions what can be done with it in its state
 */
public record ResourceDetail(Resource resource, Optional<CloudAccount> account, List<InsightRow> findings,
        List<ResourceAction> actions) {
}
