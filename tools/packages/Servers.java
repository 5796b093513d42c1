import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;

/**
 * MariaDB and Redis for tools/packages/check, until its standard input ends. Arguments: passwords of winnow_superuser
 * and of Redis. Prints their ports and one for the interface server.
 */
public final class Servers {
    private Servers() {
    }

    public static void main(String[] args) throws Exception {
        try (EmbeddedMariaDb mysql = EmbeddedMariaDb.builder().superuser(args[0]).start();
                EmbeddedRedis redis = EmbeddedRedis.builder().password(args[1]).start()) {
            System.out.println(mysql.port() + " " + redis.port() + " " + FreePort.any());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
