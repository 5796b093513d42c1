package dev.winnow.plugin.spi;

import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Narrows a query for resources. It runs where insights are computed and where people search, possibly on several
 * threads; it must be quick, since the database does the work.
 */
public non-sealed interface ResourceFilter extends Extension {
    /** What people read in lists. */
    default String title() {
        return name();
    }

    /** One or two sentences on which resources it keeps. */
    default String description() {
        return "";
    }

    /** The resource types it makes sense for; empty for all. */
    default Set<String> resourceTypes() {
        return Set.of();
    }

    /** The settings it takes. */
    default List<SettingField> settings() {
        return List.of();
    }

    /**
     * Returns a query that is satisfied by no more resources than the given one.
     *
     * @param settings values for {@link #settings()}, validated and completed with defaults
     */
    ResourceQuery apply(ResourceQuery query, Settings settings);

    /**
     * The slow path, for what cannot be said in a query: held against each resource that the narrowed query finds, in
     * the daemon. Empty for most filters.
     */
    default Optional<Predicate<Resource>> predicate(Settings settings) {
        return Optional.empty();
    }
}
