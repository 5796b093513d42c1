package dev.winnow.checks.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that the servers of a test show and this JVM trusts. */
record Certificates(Path file, SSLContext context) implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    /** @param names {@code dns:...} and {@code ip:...}, comma-separated */
    static Certificates make(Path folder, String names) throws IOException, InterruptedException,
            GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "test", "-keyalg", "EC", "-validity", "2", "-dname", "CN=winnow.test", "-ext",
                "san=" + names, "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
                .inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(mine.getKeyManagers(), trusted.getTrustManagers(), null);
        return new Certificates(file, context);
    }

    /** For clients that take the JVM's trust store, each in its own way. */
    void trust() {
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
        SSLContext.setDefault(context);
    }

    @Override
    public void close() throws GeneralSecurityException {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        SSLContext usual = SSLContext.getInstance("TLS");
        usual.init(null, null, null);
        SSLContext.setDefault(usual);
    }
}
