package dev.winnow.checks.network;

import dev.winnow.daemon.metrics.stackdriver.StackdriverExport;
import dev.winnow.daemon.network.OutboundClients;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.StackdriverSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Stackdriver is reached by gRPC, which asks the process's own selector: Debian's tinyproxy sees its CONNECT. */
@Isolated("it sets proxy and home of the whole JVM")
class StackdriverProxyIT {
    private static final String HOME = "user.home";
    private static final String CONNECT = "CONNECT monitoring.googleapis.com:443";
    /** A port of this host on which nothing listens. */
    private static final int NOBODY = 9;

    @TempDir
    private Path folder;

    @Test
    void metricsToStackdriverGoByConnectAndWithThePassword() throws Exception {
        assumeTrue(Files.isExecutable(Tinyproxy.PROGRAM), "tinyproxy is not installed: apt-get install tinyproxy-bin");
        String home = System.getProperty(HOME);
        ProxySelector before = ProxySelector.getDefault();
        System.setProperty(HOME, folder.toString());
        try (Relay world = new Relay(NOBODY, NOBODY);
                Tinyproxy proxy = new Tinyproxy(folder, world.port())) {
            writeKey(Files.createDirectories(folder.resolve(".config/gcloud")));
            OutboundClients.makeDefault(new ProxyResolver(Map.of("https_proxy", proxy.url())::get));
            MeterRegistry registry = StackdriverExport.open(new StackdriverSettings("Winnow", Duration.ofSeconds(1),
                    Optional.of("acme")), ProcessIdentity.here("worker", "1", 0), name -> null);
            registry.gauge("winnow.matrix", 1);

            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(world.asked())
                    .as("what the proxy let through").contains(CONNECT));
            // It would try to send what is left, for as long as it is patient.
            Thread.ofVirtual().start(registry::close);
        } finally {
            System.setProperty(HOME, home);
            ProxySelector.setDefault(before);
        }
    }

    /** A service account's, where Google's libraries look for it; nobody knows it. */
    private static void writeKey(Path place) throws IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(keys
                .generateKeyPair().getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        JsonMapper.builder().build().writeValue(place.resolve("application_default_credentials.json"), Map.of("type",
                "service_account", "client_id", "1", "client_email", "winnow@acme.example", "private_key_id", "1",
                "private_key", pem, "token_uri", "https://oauth2.googleapis.com/token"));
    }
}
