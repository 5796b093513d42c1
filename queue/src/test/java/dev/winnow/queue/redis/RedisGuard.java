package dev.winnow.queue.redis;

import dev.winnow.embedded.RedisBuilder;
import dev.winnow.embedded.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What guards a Redis: TLS, by a certificate that is good for 127.0.0.1 only, and the users of packaging/redis/users.acl. */
final class RedisGuard {
    static final String ADMIN_PASSWORD = "administrator";

    private static final Path USERS = Path.of("..", "packaging", "redis", "users.acl");

    private final Path users;
    private final Path authorityFile;
    private final KeyStore authority;
    private final TestAuthority.Issued certificate;

    RedisGuard(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        TestAuthority maker = TestAuthority.in(folder.resolve("certificates"));
        certificate = maker.issue("redis", "ip:127.0.0.1");
        authorityFile = maker.certificate();
        authority = trusting(authorityFile);
        users = users(folder);
    }

    /** As compose makes it: the hash of each user's password, which is the user's name here. */
    private static Path users(Path folder) throws IOException {
        String text = Files.readString(USERS).lines().filter(line -> !line.startsWith("# "))
                .reduce("", (all, line) -> all + line + "\n").replace("#ADMIN", hash(ADMIN_PASSWORD))
                .replace("#SCHEDULER", hash("winnow_scheduler")).replace("#WORKER", hash("winnow_worker"))
                .replace("#INTERFACE", hash("winnow_interface"));
        return Files.writeString(folder.resolve("users.acl"), text);
    }

    private static String hash(String password) {
        try {
            return "#" + HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return store;
    }

    KeyStore authority() {
        return authority;
    }

    /** A server that takes TLS on this port, beside its usual one. */
    RedisBuilder guard(RedisBuilder server, int tlsPort) {
        return server.password(ADMIN_PASSWORD).setting("aclfile", users.toString())
                .setting("tls-port", Integer.toString(tlsPort))
                .setting("tls-cert-file", certificate.certificate().toString())
                .setting("tls-key-file", certificate.key().toString())
                .setting("tls-ca-cert-file", authorityFile.toString()).setting("tls-auth-clients", "no");
    }

    /** By TLS, as a user whose password is its name. */
    static RedisSettings settings(RedisMode mode, String node, String user, @Nullable KeyStore trusted) {
        return new RedisSettings(mode, List.of(node), user, user, true, null, Duration.ofSeconds(5)).trusting(trusted);
    }
}
