package dev.winnow.db;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.testing.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server whose certificate is for 127.0.0.1 and of an authority that only who is told of it trusts. */
class VerifiedTlsIT {
    @TempDir
    private static Path folder;

    private static EmbeddedMariaDb server;
    private static TestAuthority authority;

    @BeforeAll
    static void startServer() throws Exception {
        authority = TestAuthority.in(folder.resolve("authority"));
        TestAuthority.Issued certificate = authority.issue("mariadb", "ip:127.0.0.1");
        server = EmbeddedMariaDb.builder().certificate(certificate.certificate(), certificate.key()).start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void aServerOfATrustedAuthorityIsBelievedAndSpeaksTls() throws SQLException {
        DatabaseSettings settings = at("127.0.0.1", "verify")
                .trusting(TrustedCertificates.read(authority.certificate()));

        try (Connection connection = Connections.open(settings);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(2)).isNotBlank();
        }
    }

    @Test
    void aServerOfAnAuthorityThatNobodyTrustsIsRefused() {
        assertThatThrownBy(() -> Connections.open(at("127.0.0.1", "verify"))).isInstanceOf(SQLException.class)
                .rootCause().hasMessageContaining("trust anchors");
    }

    @Test
    void aServerOfAnotherAuthorityThanTheTrustedIsRefused() throws Exception {
        TestAuthority another = TestAuthority.in(folder.resolve("another"));

        assertThatThrownBy(() -> Connections.open(
                at("127.0.0.1", "verify").trusting(TrustedCertificates.read(another.certificate()))))
                .isInstanceOf(SQLException.class).rootCause().hasMessageContaining("trust anchors");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        assertThatThrownBy(() -> Connections.open(
                at("localhost", "verify").trusting(TrustedCertificates.read(authority.certificate()))))
                .isInstanceOf(SQLException.class).rootCause().hasMessageContaining("localhost");
    }

    @Test
    void requiredEncryptsAndBelievesAnybody() throws SQLException {
        try (Connection connection = Connections.open(at("localhost", "required"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void aTokenIsAskedForAtEachConnectionInPlaceOfThePassword() throws SQLException {
        DatabaseSettings settings = at("127.0.0.1", "required");
        AtomicInteger asked = new AtomicInteger();
        DatabaseSettings byToken = new DatabaseSettings(settings.host(), settings.port(), settings.name(),
                settings.username(), "not the password", "required").withTokens(() -> {
                    asked.incrementAndGet();
                    return settings.password();
                });

        Connections.open(byToken).close();
        Connections.open(byToken).close();

        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsNoCertificateIsToldApart() throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> TrustedCertificates.read(missing)).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> TrustedCertificates.read(garbage)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("garbage.pem").hasMessageContaining("expected PEM");
        assertThatThrownBy(() -> TrustedCertificates.read(empty)).hasMessageContaining("holds no certificate");
    }

    private DatabaseSettings at(String host, String tls) {
        return new DatabaseSettings(host, server.port(), EmbeddedMariaDb.DATABASE, Account.MIGRATE.accountName(),
                server.password(Account.MIGRATE), tls);
    }
}
