package dev.winnow.db.inventory;

import dev.winnow.plugin.spi.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some resources, sorted by id, and the id to go on from; null at the end. */
public record ResourcePage(List<Resource> items, @Nullable Long next) {
}
