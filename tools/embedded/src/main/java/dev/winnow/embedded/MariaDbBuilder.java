package dev.winnow.embedded;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an {@link EmbeddedMariaDb} is to be. */
public final class MariaDbBuilder {
    /** The account that {@link #superuser} makes. */
    static final String SUPERUSER = "winnow_superuser";

    private final Map<Account, String> passwords = new EnumMap<>(Account.class);
    private Path binaries = Folders.cache().resolve("mariadb");
    private @Nullable Path dataFolder;
    private @Nullable Path logFile;
    private @Nullable String superuserPassword;
    /** None: the certificate that MariaDB makes itself, anew at each start, costs it 4 to 20 s of a processor. */
    private List<String> tls = List.of("--skip-ssl");
    private int port;

    MariaDbBuilder() {
    }

    /** Keeps the data there; without it they are temporary, and neither flushed to the disk nor kept. */
    public MariaDbBuilder dataFolder(Path folder) {
        this.dataFolder = folder.toAbsolutePath();
        return this;
    }

    /** Where its output is appended; by default a temporary file. */
    public MariaDbBuilder logFile(Path file) {
        this.logFile = file.toAbsolutePath();
        return this;
    }

    /** The folder that keeps the unpacked server; by default the user's cache folder. */
    public MariaDbBuilder binaries(Path folder) {
        this.binaries = folder.toAbsolutePath();
        return this;
    }

    /** The port to listen on; 0, the default, for a free one. */
    public MariaDbBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** An account's password; one that is not given is generated. */
    public MariaDbBuilder password(Account account, String password) {
        passwords.put(account, password);
        return this;
    }

    /** Makes an account {@code winnow_superuser}, too, that may do everything. */
    public MariaDbBuilder superuser(String password) {
        this.superuserPassword = password;
        return this;
    }

    /** Offers TLS with this certificate; without one there is no TLS. Both files are PEM. */
    public MariaDbBuilder certificate(Path certificate, Path key) {
        tls = List.of("--ssl-cert=" + certificate.toAbsolutePath(), "--ssl-key=" + key.toAbsolutePath());
        return this;
    }

    /** The server, not yet started. */
    public EmbeddedMariaDb build() {
        return new EmbeddedMariaDb(this);
    }

    /** Builds and starts. */
    public EmbeddedMariaDb start() {
        return build().start();
    }

    Map<Account, String> passwords() {
        return passwords;
    }

    Path binaries() {
        return binaries;
    }

    @Nullable
    Path dataFolder() {
        return dataFolder;
    }

    @Nullable
    String superuserPassword() {
        return superuserPassword;
    }

    int port() {
        return port;
    }

    /** Those of the server that say which TLS it offers. */
    List<String> tls() {
        return tls;
    }

    Path logFileOr(Path runFolder) {
        return logFile == null ? runFolder.resolve("mariadb.log") : logFile;
    }
}
