package dev.winnow.embedded.testing;

/** Starts servers that live as long as the JVM. */
interface ServerFactory {
    SqlServer startSql();

    TestRedis startRedis();
}
