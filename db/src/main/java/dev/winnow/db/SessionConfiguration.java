package dev.winnow.db;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.MySqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;

/** HTTP sessions in MySQL, so that a restart signs nobody out; beside {@link DatabaseConfiguration}, for the interface server. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(maxInactiveIntervalInSeconds = SessionConfiguration.INACTIVE_SECONDS)
public class SessionConfiguration {
    /** After this long without a request somebody must sign in again. */
    public static final int INACTIVE_SECONDS = 12 * 60 * 60;

    @Bean
    MySqlJdbcIndexedSessionRepositoryCustomizer sessionStatements() {
        return new MySqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
