/**
 * MySQL and MariaDB: the one place that touches JDBC and JPA.
 *
 * <p>A daemon imports {@link dev.winnow.db.DatabaseConfiguration} and gives a bean {@link dev.winnow.db.DatabaseSettings}
 * and a clock; it has all JDBC stores then. The interface server and the worker import
 * {@link dev.winnow.db.JpaConfiguration} as well (accounts, insights, people, audit), and the interface server
 * {@code SessionConfiguration}. Spring Boot's own auto-configuration for DataSource, transactions, JPA, Spring Data,
 * Flyway and Spring Session must be off where these are used ({@code DatabaseConfiguration.REPLACED_AUTO_CONFIGURATIONS}
 * lists it). Nothing here connects while beans are made, but for JPA, which waits for the schema first.
 *
 * <p>The packages below depend on this one, never this one on them: stores are found by their annotation
 * ({@link dev.winnow.db.JdbcStore}, {@link dev.winnow.db.JpaStore}). All connections are READ COMMITTED and in UTC;
 * texts compare by code point, case-sensitively, and trailing spaces do not count.
 */
@NullMarked
package dev.winnow.db;

import org.jspecify.annotations.NullMarked;
