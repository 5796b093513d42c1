package dev.winnow.scheduler;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsCheck;
import dev.winnow.db.schema.DatabaseUpgrade;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** {@code winnow db upgrade}: Boot's environment without a daemon, so that it may run beside one. */
@Configuration(proxyBeanMethods = false)
class UpgradeOnly {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeOnly.class);

    static ExitCode run(String[] args) {
        SpringApplication application = new SpringApplication(UpgradeOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "spring.main.log-startup-info",
                "false", "spring.config.location", "optional:classpath:/", "logging.level.org.springframework", "warn",
                "logging.level.org.flywaydb", "warn", "logging.pattern.console", "%-5level %msg%n%ex"));
        String[] properties = Arrays.stream(args).filter(arg -> arg.indexOf('=') > 0).toArray(String[]::new);
        try (ConfigurableApplicationContext context = application.run(properties)) {
            SettingValues values = new SettingValues(context.getEnvironment());
            new SettingsCheck(values).check();
            DatabaseUpgrade.Result result = SchemaUpgrade.run(values);
            LOG.info("The schema is at version {}; {} migrations were run. The grants are applied.",
                    result.version(), result.migrations());
            return ExitCode.DONE;
        } catch (RuntimeException e) {
            StartException known = StartException.in(e).orElse(null);
            if (known == null) {
                LOG.error("The upgrade failed.", e);
                return ExitCode.FAILED;
            }
            LOG.error("{}.", known.getMessage());
            return known.code();
        }
    }
}
