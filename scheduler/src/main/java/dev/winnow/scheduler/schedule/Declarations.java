package dev.winnow.scheduler.schedule;

import dev.winnow.db.insight.InsightDeclarations;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.scheduler.lead.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts on record which schedules and insights there are: Winnow's own, the operator's, and those of the loaded plugins. */
public final class Declarations {
    private static final Logger LOG = LoggerFactory.getLogger(Declarations.class);

    private final ProcessFiles files;
    private final ScheduleStore schedules;
    private final InsightDeclarations insights;
    private final PluginWarnings warnings;
    private final String host;

    public Declarations(ProcessFiles files, ScheduleStore schedules, InsightDeclarations insights,
            PluginWarnings warnings, String host) {
        this.files = files;
        this.schedules = schedules;
        this.insights = insights;
        this.warnings = warnings;
        this.host = host;
    }

    /** Declares all of them; what is gone from everywhere is no schedule any more. */
    public void declare(Term term, PluginRegistry registry) {
        ScheduleSet set = new ScheduleSet();
        files.collect(set);
        for (Registered<ScheduleDefinition> registered : registry.all(ScheduleDefinition.class)) {
            set.addOfPlugin(registered.plugin(), registered.digest(), registered.extension());
        }
        InsightSet declared = new InsightSet();
        registry.all(InsightDefinition.class).forEach(declared::add);
        List<PluginWarning> refused = new ArrayList<>(set.warnings());
        refused.addAll(declared.warnings());
        refused.forEach(warning -> LOG.warn("{} {}:{}: {} {}", warning.plugin(), warning.file(),
                warning.line(), warning.message(), warning.hint()));
        term.write(() -> {
            schedules.declare(set.byOrigin());
            insights.declare(declared.byOrigin());
        });
        warnings.replace("scheduler", host, "schedules", refused);
        new ZoneChanges(schedules).correct(term);
        LOG.info("Schedules: {}. Insights of plugins: {}.", count(set.byOrigin()), count(declared.byOrigin()));
    }

    /** Whether there is an insight at all, of a plugin or a person. */
    public boolean anyInsight() {
        return insights.any();
    }

    private static int count(Map<String, ? extends List<?>> byOrigin) {
        return byOrigin.values().stream().mapToInt(List::size).sum();
    }
}
