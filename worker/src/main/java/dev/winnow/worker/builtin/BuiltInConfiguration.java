package dev.winnow.worker.builtin;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.settings.JobRetentionSettings;
import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.insight.InsightStore;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.db.job.JobRetention;
import dev.winnow.plugin.spi.JobHandler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The handlers of harvests, compliance and clearing up. The plugin host is provided late, since it takes these beans itself. */
@Configuration(proxyBeanMethods = false)
public class BuiltInConfiguration {
    @Bean
    JobHandler harvestAll() {
        return new HarvestAll();
    }

    @Bean
    JobHandler harvestAccount(ObjectProvider<PluginHost> plugins) {
        return new HarvestAccount(plugins);
    }

    @Bean
    JobHandler harvestRegion(ObjectProvider<PluginHost> plugins, HarvestWriter writer, MeterRegistry registry) {
        return new HarvestRegion(plugins, writer, new HarvestMeters(registry));
    }

    @Bean
    JobHandler complianceAll(InsightStore insights) {
        return new ComplianceAll(insights);
    }

    @Bean
    JobHandler complianceInsight(ObjectProvider<PluginHost> plugins, InsightStore insights, ComplianceStore compliance,
            ResourceSearch search) {
        return new ComplianceInsight(plugins, insights, compliance, search);
    }

    @Bean
    JobHandler jobsRetention(JobRetention retention, JobRetentionSettings settings, InstantSource clock) {
        return new JobsRetention(retention, settings, clock);
    }
}
