package dev.winnow.web.frontend;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much of this server the routes of plugins may take. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;

    @Bean
    RouteCalls routeCalls() {
        return new RouteCalls(DEADLINE, AT_ONCE);
    }
}
