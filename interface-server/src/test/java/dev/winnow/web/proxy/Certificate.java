package dev.winnow.web.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for a host, in the form that web servers read.
 *
 * @param host its name or address
 * @param trusting whoever takes this trusts it
 */
record Certificate(String host, Path chain, Path key, SSLContext trusting) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "test";

    static Certificate make(Path folder, String address) throws IOException, InterruptedException,
            GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-validity", "2", "-dname", "CN=winnow.test", "-ext",
                "san=ip:" + address, "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(
                        PASSWORD))
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.txt").toFile()).start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.txt")));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trusted.getTrustManagers(), null);
        return new Certificate(address, pem(folder.resolve("chain.pem"), "CERTIFICATE", keys.getCertificate(ALIAS)
                .getEncoded()), pem(folder.resolve("key.pem"), "PRIVATE KEY",
                        keys.getKey(ALIAS, PASSWORD)
                                .getEncoded()),
                trusting);
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(
                StandardCharsets.US_ASCII)).encodeToString(content) + "\n-----END " + kind + "-----\n");
    }
}
