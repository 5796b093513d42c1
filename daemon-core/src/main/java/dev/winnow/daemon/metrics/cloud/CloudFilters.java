package dev.winnow.daemon.metrics.cloud;

import dev.winnow.plugin.spi.Priority;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Set;

/**
 * What a service gets that bills each series: Winnow's own meters without the job's type, and few of the JVM's and the
 * pools'. The priority reads there as operators know it from such dashboards.
 */
public final class CloudFilters {
    private static final String OWN = "winnow.";
    private static final String PRIORITY = "priority";
    /** One series a type would be some hundred; Prometheus has them. */
    private static final String TYPE = "type";
    private static final Set<String> OTHERS = Set.of("jvm.memory.used", "jvm.memory.max", "jvm.gc.pause",
            "jvm.threads.live", "process.cpu.usage", "process.uptime", "hikaricp.connections.active",
            "hikaricp.connections.pending", "hikaricp.connections.max");
    private static final String AREA = "area";
    private static final String HEAP = "heap";

    private CloudFilters() {
    }

    /** Applies them; to be called before the registry has meters. */
    public static void apply(MeterRegistry registry) {
        registry.config().meterFilter(MeterFilter.denyUnless(CloudFilters::isSent))
                .meterFilter(MeterFilter.ignoreTags(TYPE)).meterFilter(new PriorityWords());
    }

    /** A priority as its dimension or label reads there. */
    public static String words(Priority priority) {
        return switch (priority) {
            case P0 -> "Immediate (p0)";
            case P1 -> "High Priority (p1)";
            case P2 -> "Standard (p2)";
        };
    }

    private static boolean isSent(Meter.Id id) {
        String area = id.getTag(AREA);
        return id.getName().startsWith(OWN) || OTHERS.contains(id.getName()) && (area == null || area.equals(HEAP));
    }

    private static final class PriorityWords implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            String code = id.getTag(PRIORITY);
            return code == null ? id : id.replaceTags(id.getTags().stream().map(PriorityWords::worded).toList());
        }

        private static Tag worded(Tag tag) {
            return tag.getKey().equals(PRIORITY)
                    ? List.of(Priority.values()).stream().filter(priority -> priority.code().equals(tag.getValue()))
                            .findFirst().map(priority -> Tag.of(PRIORITY, words(priority))).orElse(tag)
                    : tag;
        }
    }
}
