/**
 * MySQL and MariaDB: the one place that touches JDBC and JPA.
 *
 * <p>A daemon imports {@link dev.winnow.db.DatabaseConfiguration} and gives a bean {@link dev.winnow.db.DatabaseSettings}
 * and a clock; it has all JDBC stores then. The interface server and the worker import
 * {@link dev.winnow.db.JpaConfiguration} as well (accounts, insights, people, audit), and the interface server
 * {@link dev.winnow.db.SessionConfiguration} (which wants {@code spring-session-jdbc} on the class path). What Spring
 * Boot would configure itself of DataSource, transactions, JPA, Flyway and sessions is kept off by
 * {@code AutoConfigurationVeto}, which Boot finds by itself: a daemon lists no exclusions. Nothing here connects while
 * beans are made, but for JPA, which waits for the schema first ({@link dev.winnow.db.DatabaseReadiness}). Flyway runs
 * only where {@code dev.winnow.db.schema.DatabaseUpgrade} is asked to.
 *
 * <p>The packages below depend on this one, never this one on them: stores are found by their annotation
 * ({@link dev.winnow.db.JdbcStore}, {@link dev.winnow.db.JpaStore}). All connections are READ COMMITTED and in UTC;
 * texts compare by code point, case-sensitively, and trailing spaces do not count.
 */
@NullMarked
package dev.winnow.db;

import org.jspecify.annotations.NullMarked;
