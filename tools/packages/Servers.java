import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;

/** MariaDB and Redis for tools/packages/check, until its standard input ends. Arguments: passwords of winnow_superuser and of Redis. */
public final class Servers {
    private Servers() {
    }

    public static void main(String[] args) throws Exception {
        try (EmbeddedMariaDb mysql = EmbeddedMariaDb.builder().superuser(args[0]).start();
                EmbeddedRedis redis = EmbeddedRedis.builder().password(args[1]).start()) {
            System.out.println(mysql.port() + " " + redis.port());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
