package dev.winnow.scheduler;

import dev.winnow.daemon.settings.Variables;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes the migrate account's password out of what beans can ask the environment for: it served its purpose before
 * there were beans. A variable of the process itself cannot be taken back, so give the password by {@code _FILE}.
 */
@Configuration(proxyBeanMethods = false)
class ForgottenPassword {
    @Bean
    static BeanFactoryPostProcessor forgetMigratePassword(ConfigurableEnvironment environment) {
        environment.getPropertySources().addFirst(new MapPropertySource("winnowForgotten", Map.of(
                Variables.DB_MIGRATE_PASSWORD.property(), "")));
        return beans -> {
        };
    }
}
