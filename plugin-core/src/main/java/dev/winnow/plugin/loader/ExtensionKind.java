package dev.winnow.plugin.loader;

import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an extension is; one object may be several things.
 *
 * @param types of {@link Extension}'s permitted ones those that it is
 */
public record ExtensionKind(List<Class<?>> types) {
    private static final Map<Class<?>, String> TITLES = titles();

    /** What this one is. */
    public static ExtensionKind of(Extension extension) {
        List<Class<?>> types = new ArrayList<>(1);
        for (Class<?> type : TITLES.keySet()) {
            if (type.isInstance(extension)) {
                types.add(type);
            }
        }
        return new ExtensionKind(types);
    }

    /** Whether an object of the one and one of the other kind need different names. */
    boolean overlaps(ExtensionKind other) {
        return !Collections.disjoint(types, other.types);
    }

    /** What is the one or the other. */
    ExtensionKind and(ExtensionKind other) {
        List<Class<?>> both = new ArrayList<>(types);
        both.addAll(other.types);
        return new ExtensionKind(both);
    }

    /** What people read. */
    public String title() {
        return String.join(" and ", types.stream().map(TITLES::get).toList());
    }

    private static Map<Class<?>, String> titles() {
        Map<Class<?>, String> titles = new LinkedHashMap<>();
        titles.put(ResourceFilter.class, "filter");
        titles.put(JobHandler.class, "job handler");
        titles.put(Harvester.class, "harvester");
        titles.put(CloudProvider.class, "cloud provider");
        titles.put(ScheduleDefinition.class, "schedule");
        titles.put(InsightDefinition.class, "insight");
        titles.put(FrontendModule.class, "frontend module");
        titles.put(Route.class, "route");
        return Collections.unmodifiableMap(titles);
    }
}
