package dev.winnow.scheduler;

import dev.winnow.daemon.CommandLine;
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
    /** By which the launcher asks for it. */
    static final String OPTION = "--db-upgrade-only";

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeOnly.class);
    private static final CommandLine OPTIONS = new CommandLine("winnow db upgrade",
            "Brings the database to this version, by the account that migrates, and applies the grants of the others. May be"
                    + "\nrepeated.",
            Map.of(), Map.of());

    static ExitCode run(String[] args) {
        if (CommandLine.asksForHelp(args)) {
            System.out.println(OPTIONS.help());
            return ExitCode.DONE;
        }
        String[] properties;
        try {
            properties = OPTIONS.properties(Arrays.stream(args).filter(arg -> !arg.equals(OPTION)).toArray(
                    String[]::new));
        } catch (StartException e) {
            System.err.println("winnow: " + e.getMessage());
            return e.code();
        }
        return upgrade(properties);
    }

    private static ExitCode upgrade(String[] properties) {
        SpringApplication application = new SpringApplication(UpgradeOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "spring.main.log-startup-info",
                "false", "spring.config.location", "optional:classpath:/", "logging.level.org.springframework", "warn",
                "logging.level.org.flywaydb", "warn", "logging.pattern.console", "%-5level %msg%n%ex"));
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
