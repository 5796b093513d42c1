package dev.winnow.web.service;

import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A query with what must be held against each resource besides, for filters that cannot say it in a query.
 *
 * @param predicate throws {@link RefusedException} where the filter throws
 */
record NarrowedQuery(ResourceQuery query, Optional<Predicate<Resource>> predicate) {
}
