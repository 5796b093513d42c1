package dev.winnow.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an {@link EmbeddedRedis} is to be. */
public final class RedisBuilder {
    private Path binaries = Folders.cache().resolve("redis");
    private @Nullable Path dataFolder;
    private @Nullable Path logFile;
    private @Nullable String password;
    private @Nullable String maxMemory;
    private String maxMemoryPolicy = "noeviction";
    private final Map<String, String> settings = new LinkedHashMap<>();
    private int port;

    RedisBuilder() {
    }

    /** Keeps the data there in an append-only file, flushed each second; without it there is no persistence. */
    public RedisBuilder dataFolder(Path folder) {
        this.dataFolder = folder.toAbsolutePath();
        return this;
    }

    /** Where its output is appended; by default a temporary file. */
    public RedisBuilder logFile(Path file) {
        this.logFile = file.toAbsolutePath();
        return this;
    }

    /** The folder that keeps the unpacked server; by default the user's cache folder. */
    public RedisBuilder binaries(Path folder) {
        this.binaries = folder.toAbsolutePath();
        return this;
    }

    /** The port to listen on; 0, the default, for a free one. */
    public RedisBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** What clients must sign in with; by default nothing. */
    public RedisBuilder password(String password) {
        this.password = password;
        return this;
    }

    /** A limit such as {@code 4mb}, and what happens at it, such as {@code noeviction}. */
    public RedisBuilder maxMemory(String limit, String policy) {
        this.maxMemory = limit;
        this.maxMemoryPolicy = policy;
        return this;
    }

    /** Any other setting of redis.conf, such as {@code cluster-enabled}. */
    public RedisBuilder setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** The server, not yet started. */
    public EmbeddedRedis build() {
        return new EmbeddedRedis(this);
    }

    /** Builds and starts. */
    public EmbeddedRedis start() {
        return build().start();
    }

    Path binaries() {
        return binaries;
    }

    @Nullable
    Path dataFolder() {
        return dataFolder;
    }

    @Nullable
    String password() {
        return password;
    }

    @Nullable
    String maxMemory() {
        return maxMemory;
    }

    String maxMemoryPolicy() {
        return maxMemoryPolicy;
    }

    Map<String, String> settings() {
        return settings;
    }

    int port() {
        return port;
    }

    Path logFileOr(Path runFolder) {
        return logFile == null ? runFolder.resolve("redis.log") : logFile;
    }
}
