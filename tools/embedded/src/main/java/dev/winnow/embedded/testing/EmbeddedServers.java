package dev.winnow.embedded.testing;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.Passwords;
import java.util.EnumMap;
import java.util.Map;

/** Servers as child processes of this JVM. */
final class EmbeddedServers implements ServerFactory {
    @Override
    public SqlServer startSql() {
        String superuserPassword = new Passwords().next(24);
        EmbeddedMariaDb server = EmbeddedMariaDb.builder().superuser(superuserPassword).build();
        atEnd("stop-mariadb", server::close);
        server.start();
        Map<Account, String> passwords = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            passwords.put(account, server.password(account));
        }
        return new SqlServer(server.host(), server.port(), "winnow_superuser", superuserPassword, passwords);
    }

    @Override
    public TestRedis startRedis() {
        EmbeddedRedis server = EmbeddedRedis.builder().build();
        atEnd("stop-redis", server::close);
        server.start();
        return new TestRedis(server.host(), server.port());
    }

    private static void atEnd(String name, Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, name));
    }
}
