package dev.winnow.web.service;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The filters that plugins registered. One that throws harms the request that used it, nothing else. */
@Service
public class FilterService {
    private static final Logger LOG = LoggerFactory.getLogger(FilterService.class);

    private final PluginHost host;

    FilterService(PluginHost host) {
        this.host = host;
    }

    /** All that can say what they are, by name; one that throws when asked is left out and logged. */
    public List<FilterInfo> all() {
        List<FilterInfo> infos = new ArrayList<>();
        for (Registered<ResourceFilter> filter : host.registry().all(ResourceFilter.class)) {
            try {
                infos.add(info(filter));
            } catch (RefusedException e) {
                LOG.warn("A filter is not listed: {}", e.sentence());
            }
        }
        return infos;
    }

    /** Checks filters and their settings as a request gives them; the settings come back typed and completed. */
    public List<dev.winnow.plugin.spi.InsightDefinition.FilterUse> check(List<FilterUse> uses) {
        List<dev.winnow.plugin.spi.InsightDefinition.FilterUse> checked = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            Registered<ResourceFilter> filter = require(uses.get(i).filter(), i);
            checked.add(new dev.winnow.plugin.spi.InsightDefinition.FilterUse(uses.get(i).filter(),
                    settings(filter, uses.get(i), i)));
        }
        return checked;
    }

    /** The query narrowed by these filters, in order. */
    NarrowedQuery narrow(ResourceQuery query, List<FilterUse> uses) {
        ResourceQuery narrowed = query;
        Optional<Predicate<Resource>> predicate = Optional.empty();
        for (int i = 0; i < uses.size(); i++) {
            Registered<ResourceFilter> filter = require(uses.get(i).filter(), i);
            Settings settings = settings(filter, uses.get(i), i);
            ResourceQuery before = narrowed;
            narrowed = guarded(filter, () -> filter.extension().apply(before, settings));
            Optional<Predicate<Resource>> own = guarded(filter, () -> filter.extension().predicate(settings))
                    .map(test -> resource -> guarded(filter, () -> test.test(resource)));
            Optional<Predicate<Resource>> others = predicate;
            predicate = own.map(test -> others.map(test::and).orElse(test)).or(() -> others);
        }
        return new NarrowedQuery(narrowed, predicate);
    }

    private Registered<ResourceFilter> require(String name, int position) {
        return host.registry().find(ResourceFilter.class, name).orElseThrow(() -> RefusedException.invalid(
                "filters[" + position + "].filter", "no filter '" + Shown.of(name) + "' is registered (is its plugin "
                        + "loaded?): " + Suggestion.of(name, host.registry().all(ResourceFilter.class).stream()
                                .map(filter -> filter.extension().name()).toList())));
    }

    private static Settings settings(Registered<ResourceFilter> filter, FilterUse use, int position) {
        return SettingsCheck.check(guarded(filter, filter.extension()::settings), use.settings(),
                "filters[" + position + "].settings.");
    }

    private static FilterInfo info(Registered<ResourceFilter> filter) {
        ResourceFilter extension = filter.extension();
        return guarded(filter, () -> new FilterInfo(extension.name(), extension.title(), extension.description(),
                extension.resourceTypes(), extension.settings(), filter.plugin()));
    }

    /** Whatever a plugin's code throws becomes a sentence with the plugin's and the filter's name. */
    private static <T> T guarded(Registered<ResourceFilter> filter, Supplier<T> call) {
        try {
            return call.get();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.info("Filter '{}' of plugin '{}' failed.", filter.extension().name(), filter.plugin(), e);
            throw RefusedException.invalid("filter '" + filter.extension().name() + "' of plugin '" + filter.plugin()
                    + "' failed: " + Shown.message(e));
        }
    }
}
