package dev.winnow.db;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps Spring Boot from configuring what this module configures itself; Boot finds it by {@code spring.factories}, so
 * that no daemon has to list exclusions.
 */
class AutoConfigurationVeto implements AutoConfigurationImportFilter {
    private static final List<String> REPLACED = List.of("org.springframework.boot.jdbc.autoconfigure.",
            "org.springframework.boot.hibernate.autoconfigure.", "org.springframework.boot.data.jpa.autoconfigure.",
            "org.springframework.boot.flyway.autoconfigure.", "org.springframework.boot.session.jdbc.autoconfigure.",
            "org.springframework.boot.transaction.autoconfigure.");
    /** What it says of the pool of connections is wanted. */
    private static final String KEPT = "org.springframework.boot.jdbc.autoconfigure.metrics.";

    @Override
    public boolean[] match(@Nullable String[] classNames, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[classNames.length];
        for (int i = 0; i < classNames.length; i++) {
            String name = classNames[i];
            wanted[i] = name == null || name.startsWith(KEPT) || REPLACED.stream().noneMatch(name::startsWith);
        }
        return wanted;
    }
}
