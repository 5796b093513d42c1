package dev.winnow.web.service;

import dev.winnow.plugin.spi.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A page of resources.
 *
 * @param total how many satisfy the query in all; null where a slow filter is used, since that would look at each
 */
public record ResourceResult(Page<Resource> page, @Nullable Long total) {
}
