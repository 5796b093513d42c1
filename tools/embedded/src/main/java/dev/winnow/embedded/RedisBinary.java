package dev.winnow.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.RedisServer;
import redis.embedded.util.OSDetector;

/** The Redis server that embedded-redis brings, unpacked once. */
final class RedisBinary {
    private static final String VERSION = "7.0.15";

    private RedisBinary() {
    }

    /** Unpacks it into this folder if it is not there already. */
    static Path in(Path cache) {
        String name = "redis-server-" + VERSION + "-" + platform();
        Path binary = cache.resolve(name);
        if (Files.isExecutable(binary)) {
            return binary;
        }
        Folders.create(cache);
        try (InputStream content = RedisServer.class.getResourceAsStream("/" + name)) {
            if (content == null) {
                throw new EmbeddedServerException("embedded-redis brings no Redis for this platform: " + name);
            }
            Path half = Files.createTempFile(cache, "unpacking", "");
            Files.copy(content, half, StandardCopyOption.REPLACE_EXISTING);
            if (!half.toFile().setExecutable(true)) {
                throw new IOException(half + " cannot be made executable");
            }
            return Files.move(half, binary, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EmbeddedServerException("Redis could not be unpacked into " + cache + ": " + e.getMessage()
                    + "; is the disk full?", e);
        }
    }

    private static String platform() {
        String system = switch (OSDetector.getOS()) {
            case UNIX -> "linux";
            case MAC_OS_X -> "darwin";
            case WINDOWS -> "windows";
        };
        String processor = switch (OSDetector.getArchitecture()) {
            case x86 -> "386";
            case x86_64 -> "amd64";
            case arm64 -> "arm64";
        };
        return system + "-" + processor;
    }
}
