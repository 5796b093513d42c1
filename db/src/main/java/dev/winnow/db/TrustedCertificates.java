package dev.winnow.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** The authorities that a server's certificate must come from, where they are not those that the JVM knows. */
public final class TrustedCertificates {
    /** Guards nothing: certificates are public. */
    private static final String PASSWORD = "winnow";
    private static final long HUGE = 4_000_000;

    private TrustedCertificates() {
    }

    /**
     * Reads one or more certificates.
     *
     * @param pem {@code -----BEGIN CERTIFICATE-----} and so on, as clouds offer them for download
     * @throws IllegalArgumentException with a sentence, if the file cannot be read or holds no certificate
     */
    public static KeyStore read(Path pem) {
        try {
            if (Files.size(pem) > HUGE) {
                throw new IllegalArgumentException(pem + " has more than " + HUGE + " bytes: expected certificates");
            }
            try (InputStream in = Files.newInputStream(pem)) {
                Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                        .generateCertificates(in);
                if (found.isEmpty()) {
                    throw new IllegalArgumentException(pem + " holds no certificate: expected PEM");
                }
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                for (Certificate certificate : found) {
                    store.setCertificateEntry("trusted-" + store.size(), certificate);
                }
                return store;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(pem + " holds something that is no certificate (" + e.getMessage()
                    + "): expected PEM, -----BEGIN CERTIFICATE----- and so on", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(pem + " cannot be read (" + e + "): see its path, owner and mode", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PKCS12", e);
        }
    }

    /** For Connector/J, which wants a URL: a file that goes with this JVM. */
    static Stored store(KeyStore trusted) {
        try {
            Path file = Files.createTempFile("winnow-trusted", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            return new Stored(file.toUri().toString(), PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the trusted certificates cannot be laid down for Connector/J in "
                    + System.getProperty("java.io.tmpdir") + ": " + e, e);
        }
    }

    /**
     * Certificates as PKCS12.
     *
     * @param url of the file
     * @param password of the file
     */
    record Stored(String url, String password) {
    }
}
