package dev.winnow.web.proxy;

import dev.winnow.daemon.settings.HttpSettings;
import dev.winnow.db.people.AuditLog;
import dev.winnow.db.people.Role;
import dev.winnow.web.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The samples of packaging/reverse-proxy in Debian's nginx and Apache, in front of an interface server. */
@Timeout(120)
class ReverseProxyIT {
    private static final Pattern CSRF = Pattern.compile("name=\"(?:_csrf\" value|csrf-token\" content)=\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static String address;
    private static Certificate certificate;
    private static TestServer atRoot;
    private static TestServer belowAPath;

    @BeforeAll
    static void start() throws Exception {
        address = ownAddress();
        certificate = Certificate.make(folder, address);
        atRoot = TestServer.started("--winnow.trusted.proxies=127.0.0.1", "--winnow.public.url=https://" + address
                + "/");
        belowAPath = TestServer.started("--winnow.trusted.proxies=127.0.0.1", "--winnow.http.base-path=/winnow",
                "--winnow.public.url=https://" + address + "/winnow");
    }

    @AfterAll
    static void stop() {
        if (atRoot != null) {
            atRoot.close();
            belowAPath.close();
        }
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

    @ParameterizedTest
    @CsvSource({"NGINX,nginx.conf,''", "NGINX,nginx-subpath.conf,/winnow", "APACHE,apache.conf,''",
            "APACHE,apache-subpath.conf,/winnow"})
    void peopleAndScriptsWorkThroughTheSample(FrontProxy.Kind kind, String sample, String path) throws Exception {
        assumeTrue(kind.isInstalled(), kind + " is not installed: apt-get install nginx apache2-bin");
        TestServer server = path.isEmpty() ? atRoot : belowAPath;
        assertThat(server.bean(HttpSettings.class).basePath()).isEqualTo(path.isEmpty() ? "/" : path);
        int port = URI.create(server.url()).getPort();
        CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).cookieHandler(cookies).build();
        try (FrontProxy front = FrontProxy.start(kind, Files.createTempDirectory(Path.of("/tmp"), "winnow-front"),
                certificate, sample, port)) {
            String origin = "https://" + address + ":" + front.tlsPort();
            String base = origin + path;
            if (path.isEmpty()) {
                assertThat(get(client, "http://" + address + ":" + front.plainPort() + "/jobs?state=dead").headers()
                        .firstValue("Location")).hasValue(origin + "/jobs?state=dead");
            }
            redirectsStayOnTheProxy(client, base);
            signIn(client, base, path);
            assertThat(get(client, base + "/jobs").statusCode()).isEqualTo(200);
            assertThat(get(client, base + "/jobs").body()).contains(path + "/js/main.js").doesNotContain(
                    "127.0.0.1:" + port);
            theClientsAddressIsOnRecordWhateverItClaims(server);
            liveNumbersComeAtOnce(client, base, server);
            aLogIsFollowed(client, base, server);
        } finally {
            client.shutdownNow();
        }
    }

    private static HttpResponse<String> get(HttpClient client, String url, String... headers) throws IOException,
            InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void redirectsStayOnTheProxy(HttpClient client, String base) throws IOException,
            InterruptedException {
        assertThat(get(client, base + "/jobs").headers().firstValue("Location")).hasValue(base + "/sign-in");
        // What a client claims to have been forwarded from is not believed.
        assertThat(get(client, base + "/jobs", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "http",
                "X-Forwarded-Port", "1").headers().firstValue("Location")).hasValue(base + "/sign-in");
    }

    private static void signIn(HttpClient client, String base, String path) throws IOException, InterruptedException {
        String page = get(client, base + "/sign-in").body();
        Matcher csrf = CSRF.matcher(page);
        assertThat(csrf.find()).as(page).isTrue();
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded").header("X-CSRF-TOKEN", csrf.group(1))
                .header("X-Forwarded-For", "203.0.113.9")
                .POST(HttpRequest.BodyPublishers.ofString("username=admin&password=correct+horse+battery")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue(base + "/");
        assertThat(answer.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie).startsWith(
                "winnow_session=").contains("Secure", "HttpOnly", "Path=" + (path.isEmpty() ? "/" : path) + ";"));
    }

    private static void theClientsAddressIsOnRecordWhateverItClaims(TestServer server) {
        assertThat(server.bean(AuditLog.class).latest(null, 5)).filteredOn(event -> event.action().equals("sign-in"))
                .first().satisfies(event -> assertThat(event.remoteAddress()).isEqualTo(address));
    }

    private static void liveNumbersComeAtOnce(HttpClient client, String base, TestServer server) throws IOException,
            InterruptedException {
        HttpResponse<InputStream> stream = client.send(HttpRequest.newBuilder(URI.create(base + "/events")).header(
                "Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            int before = next(lines).path("jobs").path("requested").asInt();
            server.script(Role.OPERATOR).post("/api/v1/jobs", "{\"type\":\"harvest.all\"}");
            JsonNode event = next(lines);
            while (event.path("jobs").path("requested").asInt() == before) {
                event = next(lines);
            }
            assertThat(event.path("jobs").path("requested").asInt()).isEqualTo(before + 1);
        }
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        assertThat(line).as("the stream goes on").isNotNull();
        return JsonMapper.builder().build().readTree(line.substring(5));
    }

    /** As {@code winnow jobs log --follow} does: by token, page after page. */
    private static void aLogIsFollowed(HttpClient client, String base, TestServer server) throws IOException,
            InterruptedException {
        String[] token = {"Authorization", "Bearer " + server.token(Role.OPERATOR)};
        HttpResponse<String> added = client.send(HttpRequest.newBuilder(URI.create(base + "/api/v1/jobs")).headers(
                token).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"type\":\"harvest.all\"}"))
                .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        String id = JsonMapper.builder().build().readTree(added.body()).path("id").asString();
        HttpResponse<String> log = get(client, base + "/api/v1/jobs/" + id + "/log", token);
        assertThat(log.statusCode()).as(log.body()).isEqualTo(200);
        assertThat(JsonMapper.builder().build().readTree(log.body()).path("items").isArray()).isTrue();
    }
}
