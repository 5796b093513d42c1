package dev.winnow.daemon.health;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /health/ready} asks. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {
    /** Named so that Boot's contributor is {@code daemon}; a group and a contributor cannot share a name. */
    @Bean
    HealthIndicator daemonHealthIndicator(ObjectProvider<Readiness> readiness) {
        return new ReadyIndicator(readiness.getIfAvailable(AlwaysReady::new));
    }

    /** For a daemon that says nothing: ready once its context is up. */
    private static final class AlwaysReady implements Readiness {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public String reason() {
            return "started";
        }
    }
}
