package dev.winnow.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** All that works by JDBC alone. Wants a bean {@link DatabaseSettings}; takes the bean {@link InstantSource} if there is one. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(useDefaultFilters = false, includeFilters = @ComponentScan.Filter(JdbcStore.class))
public class DatabaseConfiguration {
    private static final int CONNECTIONS = 10;
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    @Bean
    HikariDataSource dataSource(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("mysql");
        config.setJdbcUrl(Connections.url(settings));
        config.setDataSourceProperties(Connections.properties(settings));
        if (settings.tokens() != null) {
            config.setCredentialsProvider(() -> Credentials.of(settings.username(), settings.secret()));
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(20).toMillis());
        // A process that is stopped in the middle of a transaction keeps its locks no longer than this, not eight hours.
        config.setConnectionInitSql("SET SESSION wait_timeout = " + SILENCE.toSeconds());
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // The pool is made before MySQL is waited for.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Bean
    @Primary
    PlatformTransactionManager jdbcTransactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    Database database(DataSource dataSource, PlatformTransactionManager jdbcTransactionManager) {
        return new Database(dataSource, jdbcTransactionManager);
    }

    @Bean
    @Fallback
    InstantSource systemClock() {
        return InstantSource.system();
    }

    @Bean
    TimeOrderedIds timeOrderedIds(InstantSource clock) {
        return new TimeOrderedIds(clock);
    }
}
