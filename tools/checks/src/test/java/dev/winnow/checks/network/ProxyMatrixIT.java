package dev.winnow.checks.network;

import dev.winnow.daemon.network.ProxyResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every client through Debian's tinyproxy with a user and a password, plain and by CONNECT, and directly by each rule of
 * {@code no_proxy}. What counts is the proxy's own log. One row each in target/proxy-matrix.txt.
 */
@Isolated("it sets proxies, trust and properties of the whole JVM")
class ProxyMatrixIT {
    private static final String EMULATOR = System.getenv("AWS_ENDPOINT_URL");
    private static final List<String> SCHEMES = List.of("http", "https");
    private static final String BUCKET = "proxy-matrix";

    @TempDir
    static Path folder;

    private static final List<String> ROWS = Collections.synchronizedList(new ArrayList<>());
    private static Certificates certificates;
    private static RestOfTheWorld world;
    private static Tinyproxy proxy;
    private static Clients clients;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Tinyproxy.PROGRAM), "tinyproxy is not installed: apt-get install tinyproxy-bin");
        address = ownAddress();
        certificates = Certificates.make(folder, "dns:*." + TestNames.DOMAIN + ",dns:localhost,ip:127.0.0.1,ip:"
                + address);
        certificates.trust();
        world = new RestOfTheWorld(certificates.context(), zip());
        proxy = new Tinyproxy(folder, world.relayPort());
        clients = new Clients(folder, BUCKET, proxy.url(), world::arrived);
        if (EMULATOR != null) {
            try (S3Client s3 = S3Client.builder().endpointOverride(URI.create(EMULATOR)).forcePathStyle(true).region(
                    Region.US_EAST_1).requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                    "key", "secret")))
                    .build()) {
                s3.createBucket(request -> request.bucket(BUCKET));
                s3.putObject(request -> request.bucket(BUCKET).key("plugins.zip"), RequestBody.fromBytes(zip()));
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (clients != null) {
            clients.close();
            proxy.close();
            world.close();
            certificates.close();
        }
        Files.write(Path.of("target", "proxy-matrix.txt"), ROWS);
        ROWS.forEach(System.out::println);
    }

    /** The one that it would go out from, which is not loopback. Nothing is sent. */
    private static String ownAddress() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress("198.51.100.1", 9));
            return socket.getLocalAddress().getHostAddress();
        } catch (SocketException | UncheckedIOException e) {
            throw new IOException("this host has no IPv4 address but loopback, which this test needs", e);
        }
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("plugin.json"));
            zip.write("{\"name\": \"proxied\", \"version\": \"1.0.0\", \"description\": \"d\", \"author\": \"a\"}"
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<Client> tried() {
        return clients.all().stream().filter(client -> EMULATOR != null || !client.needsEmulator()).toList();
    }

    @Test
    void eachClientObeysEachRulePlainAndByConnect() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Client client : tried()) {
            for (int number = 0; number < Rule.ALL.size(); number++) {
                Rule rule = Rule.ALL.get(number);
                // The quick ones try every rule both ways; the others every rule, and both ways.
                for (String scheme : client.isQuick() || number == 0
                        ? SCHEMES
                        : List.of(SCHEMES.get(number % SCHEMES.size()))) {
                    if (!obeys(client, rule, scheme)) {
                        wrong.add(ROWS.getLast());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assumeTrue(EMULATOR != null, "AWS_ENDPOINT_URL is not set (tools/checks/aws-emulator): no row for the AWS SDK");
    }

    private static boolean obeys(Client client, Rule rule, String scheme) throws IOException {
        URI origin = URI.create(scheme + "://" + rule.host(address) + ":" + world.port(scheme));
        String noProxy = rule.noProxy(address, world.port(scheme));
        ProxyResolver resolver = new ProxyResolver(Map.of(scheme + "_proxy", proxy.url(), rule.variable(),
                noProxy)::get);
        long mark = proxy.mark();
        long before = System.nanoTime();
        String failure = "";
        try {
            client.call().to(origin, resolver);
        } catch (Exception | AssertionError e) {
            failure = " FAILED: " + e;
        }
        List<String> requests = proxy.requests(mark);
        String expected = scheme.equals("https")
                ? "CONNECT " + origin.getRawAuthority()
                : "GET|POST " + origin;
        boolean through = !requests.isEmpty() && requests.stream().allMatch(line -> line.matches(
                scheme.equals("https")
                        ? "\\QCONNECT " + origin.getRawAuthority() + "\\E"
                        : "(GET|POST|HEAD) \\Q"
                                + origin + "\\E.*"));
        boolean holds = failure.isEmpty() && (rule.direct() ? requests.isEmpty() : through);
        long millis = (System.nanoTime() - before) / 1_000_000;
        ROWS.add("%-5s %-58s %-8s %-52s %s (%d ms)".formatted(holds ? "ok" : "WRONG", client.name(), requests.isEmpty()
                ? "direct"
                : scheme.equals("https") ? "CONNECT" : "plain", origin, rule.variable() + "=" + noProxy, millis)
                + (holds ? "" : " expected " + (rule.direct() ? "direct" : expected) + ", log " + requests + failure));
        return holds;
    }

    @Test
    void noClientGetsThroughWithAWrongPassword() throws Exception {
        for (Client client : tried()) {
            // Java's own default, by which Sentry goes, keeps what was right for this proxy before, Python's was
            // started with it; AWS clients are made alike.
            if (client.name().startsWith("HttpURLConnection") || client.name().contains("Sentry")
                    || client.name().contains("STS")
                    || client.name().contains("Python") || client.name().contains("metrics")) {
                continue;
            }
            for (String scheme : SCHEMES) {
                URI origin = URI.create(scheme + "://wrong." + TestNames.DOMAIN + ":" + world.port(scheme));
                ProxyResolver resolver = new ProxyResolver(Map.of(scheme + "_proxy",
                        proxy.urlWithWrongPassword())::get);
                assertThatThrownBy(() -> client.call().to(origin, resolver)).as(client.name() + " " + scheme)
                        .isNotNull();
                ROWS.add("%-5s %-58s %-8s %s".formatted("ok", client.name(), "refused", origin));
            }
        }
    }

    @Test
    void aProxyWrittenAsHttpsIsSpokenToPlainly() throws Exception {
        Client client = tried().getFirst();
        long mark = proxy.mark();

        client.call().to(URI.create("https://sample." + TestNames.DOMAIN + ":" + world.port("https")),
                new ProxyResolver(Map.of("https_proxy", proxy.url().replace("http://", "https://"))::get));

        assertThat(proxy.requests(mark)).isNotEmpty().allMatch(line -> line.startsWith("CONNECT sample."));
    }
}
