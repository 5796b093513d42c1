package dev.winnow.db;

import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

/** What is read and edited one at a time, over JPA; beside {@link DatabaseConfiguration}. Waits for the schema first. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(useDefaultFilters = false, includeFilters = @ComponentScan.Filter(JpaStore.class))
@EnableJpaRepositories(transactionManagerRef = "jpaTransactionManager", bootstrapMode = BootstrapMode.DEFERRED)
public class JpaConfiguration {
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource, Database database,
            DatabaseReadiness readiness) {
        readiness.awaitReady();
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(dataSource);
        factory.setPackagesToScan(JpaConfiguration.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        // Beside the rest of the context, which takes longer.
        factory.setBootstrapExecutor(new SimpleAsyncTaskExecutor("jpa-"));
        Map<String, Object> properties = new HashMap<>(server(database));
        // What Hibernate would ask the server costs start-up time.
        properties.put("hibernate.boot.allow_jdbc_metadata_access", "false");
        properties.put("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName());
        properties.put("hibernate.jdbc.time_zone", "UTC");
        factory.setJpaPropertyMap(properties);
        return factory;
    }

    @Bean
    PlatformTransactionManager jpaTransactionManager(EntityManagerFactory entityManagerFactory) {
        return new JpaTransactionManager(entityManagerFactory);
    }

    /** MariaDB by Connector/J gives itself out for MySQL, whose locking clauses it refuses: the version tells them apart. */
    private static Map<String, String> server(Database database) {
        String version = database.first("SELECT VERSION()", (row, i) -> row.getString(1)).orElse("");
        String[] numbers = version.split("[^0-9]+", 3);
        return Map.of("jakarta.persistence.database-product-name", version.contains("MariaDB") ? "MariaDB" : "MySQL",
                "jakarta.persistence.database-product-version", version, "jakarta.persistence.database-major-version",
                numbers[0], "jakarta.persistence.database-minor-version", numbers[1]);
    }
}
