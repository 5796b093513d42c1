package dev.winnow.worker.builtin;

import dev.winnow.db.insight.InsightRow;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.InsightDefinition.FilterUse;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An insight's filters, applied.
 *
 * @param query what MySQL answers
 * @param slowPath what is held against each of its resources here; empty for most
 */
record FilterChain(ResourceQuery query, List<Predicate<Resource>> slowPath) {
    /** @throws InsightProblemException naming the filter that is missing or throws, and its plugin */
    static FilterChain of(InsightRow insight, PluginRegistry registry) throws InsightProblemException {
        ResourceQuery query = ResourceQuery.ofType(insight.definition().resourceType());
        List<Predicate<Resource>> slowPath = new ArrayList<>();
        for (FilterUse use : insight.definition().filters()) {
            Registered<ResourceFilter> filter = registry.find(ResourceFilter.class, use.filter())
                    .orElseThrow(() -> missing(insight, use.filter()));
            try {
                Settings settings = FilterSettings.complete(filter.extension().settings(), use.settings());
                query = filter.extension().apply(query, settings);
                filter.extension().predicate(settings).ifPresent(
                        predicate -> slowPath.add(resource -> holds(filter, predicate, resource)));
            } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
                throw threw(filter, e);
            }
        }
        return new FilterChain(query, slowPath);
    }

    private static boolean holds(Registered<ResourceFilter> filter, Predicate<Resource> predicate, Resource resource) {
        try {
            return predicate.test(resource);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            throw new PredicateFailedException(threw(filter, e));
        }
    }

    private static InsightProblemException missing(InsightRow insight, String filter) {
        String plugin = Optional.of(insight.origin()).filter(origin -> origin.startsWith("plugin:"))
                .map(origin -> "plugin " + origin.substring("plugin:".length())).orElse("the plugin that brings it");
        return new InsightProblemException("filter '" + filter + "' is not registered: " + plugin
                + " is not loaded; put it back into the plugin folder, or mend it, and restart");
    }

    private static InsightProblemException threw(Registered<ResourceFilter> filter, Throwable failure) {
        return new InsightProblemException("filter '" + filter.extension().name() + "' of plugin " + filter.plugin()
                + " failed: " + Optional.ofNullable(failure.getMessage()).orElse(failure.toString()), failure);
    }

    /** Carries a problem out of a predicate. */
    static final class PredicateFailedException extends RuntimeException {
        private final InsightProblemException problem;

        PredicateFailedException(InsightProblemException problem) {
            super(problem);
            this.problem = problem;
        }

        InsightProblemException problem() {
            return problem;
        }
    }
}
