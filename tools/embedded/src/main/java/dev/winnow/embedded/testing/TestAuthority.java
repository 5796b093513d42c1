package dev.winnow.embedded.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of its own, which nobody trusts by default, and certificates of it for test servers; by the JDK's keytool. */
public final class TestAuthority {
    private static final String PASSWORD = "winnow-tests";
    private static final String ALIAS = "own";

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /** Makes one whose files lie in this folder. */
    public static TestAuthority in(Path folder) throws IOException, InterruptedException {
        TestAuthority authority = new TestAuthority(Files.createDirectories(folder));
        authority.keyPair("authority", "CN=Winnow test authority", List.of("-ext", "bc:c"));
        authority.keytool("authority", "-exportcert", "-rfc", "-file", authority.certificate().toString());
        return authority;
    }

    /** The authority's certificate, PEM. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /**
     * Makes a certificate.
     *
     * @param name of its files
     * @param subjects what it is good for, such as {@code dns:localhost} and {@code ip:127.0.0.1}
     */
    public Issued issue(String name, String... subjects) throws IOException, InterruptedException {
        keyPair(name, "CN=" + name, List.of());
        Path request = folder.resolve(name + ".csr");
        Path certificate = folder.resolve(name + ".pem");
        keytool(name, "-certreq", "-file", request.toString());
        keytool("authority", "-gencert", "-rfc", "-infile", request.toString(), "-outfile", certificate.toString(),
                "-validity", "30", "-ext", "san=" + String.join(",", subjects));
        return new Issued(certificate, privateKey(name));
    }

    private void keyPair(String name, String subject, List<String> more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname",
                subject, "-validity", "30"));
        arguments.addAll(more);
        keytool(name, arguments.toArray(String[]::new));
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", ALIAS, "-keystore", folder.resolve(store + ".p12").toString(), "-storetype",
                "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool " + arguments[0] + " failed: " + output);
        }
    }

    private Path privateKey(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            String key = Base64.getMimeEncoder(64, new byte[]{'\n'})
                    .encodeToString(store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            return Files.writeString(folder.resolve(name + ".key"),
                    "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("the key that keytool made cannot be read", e);
        }
    }

    /**
     * A server's certificate.
     *
     * @param certificate PEM
     * @param key its private key, PEM
     */
    public record Issued(Path certificate, Path key) {
    }
}
