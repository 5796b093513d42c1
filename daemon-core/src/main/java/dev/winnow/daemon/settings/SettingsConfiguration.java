package dev.winnow.daemon.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The settings records as beans. */
@Configuration(proxyBeanMethods = false)
public class SettingsConfiguration {
    @Bean
    SettingValues settingValues(Environment environment) {
        return new SettingValues(environment);
    }

    @Bean
    DatabaseAccess databaseAccess(SettingValues values) {
        return new DatabaseAccess(values);
    }

    @Bean
    PluginSettings pluginSettings(SettingValues values) {
        return PluginSettings.from(values);
    }

    @Bean
    ProbeSettings probeSettings(SettingValues values) {
        return ProbeSettings.from(values);
    }

    @Bean
    WorkerSettings workerSettings(SettingValues values) {
        return WorkerSettings.from(values);
    }

    @Bean
    JobRetentionSettings jobRetentionSettings(SettingValues values) {
        return JobRetentionSettings.from(values);
    }

    @Bean
    HttpSettings httpSettings(SettingValues values) {
        return HttpSettings.from(values);
    }

    @Bean
    DiagnosticsSettings diagnosticsSettings(SettingValues values) {
        return DiagnosticsSettings.from(values);
    }

    @Bean
    InstallationSettings installationSettings(SettingValues values) {
        return InstallationSettings.from(values);
    }

    @Bean
    AdminSettings adminSettings(SettingValues values) {
        return AdminSettings.from(values);
    }
}
