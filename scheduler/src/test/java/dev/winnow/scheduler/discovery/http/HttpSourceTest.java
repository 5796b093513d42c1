package dev.winnow.scheduler.discovery.http;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.network.ReferenceSecrets;
import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.daemon.settings.SecretValue;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.plugin.source.SourceScan.Marker;
import dev.winnow.plugin.source.SourceScan.Place;
import dev.winnow.scheduler.discovery.PluginZips;
import dev.winnow.scheduler.discovery.RudeServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A URL as a source, against a real server that behaves well, badly, and worse. */
class HttpSourceTest {
    private static final byte[] ONE = PluginZips.plugin("one", "1.0.0");
    private static final String OK = "200 OK\r\nContent-Type: application/zip";

    @TempDir
    Path folder;
    private RudeServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new RudeServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aZipOfOnePluginAndOneOfSeveralAreRead() throws IOException {
        server.on("/one.zip", OK, ONE).on("/all", OK, PluginZips.folderOf("a", "b"));

        SourceScan one = source("/one.zip").scan(work());
        assertThat(names(one)).containsExactly("one");
        assertThat(one.marker()).isEqualTo(new Marker.NoPlace());
        SourceScan all = source("/all").scan(work());
        assertThat(names(all)).containsExactly("a", "b");
        assertThat(all.location("a")).contains(server.uri("/all") + "!/all/a");
        assertThat(server.requests()).allSatisfy(request -> assertThat(request.headers()).containsEntry(
                "accept-encoding", "identity").doesNotContainKeys("authorization", "if-none-match", "cookie"));
    }

    @Test
    void anUnchangedArchiveIsNotFetchedAgainAndALostOneIs() throws IOException {
        server.on("/p.zip", (request, out) -> {
            if ("\"v1\"".equals(request.headers().get("if-none-match"))) {
                write(out, "HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n");
            } else {
                write(out, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n"
                        + "Content-Length: " + ONE.length + "\r\n\r\n");
                out.write(ONE);
            }
        });

        assertThat(names(source("/p.zip").scan(work()))).containsExactly("one");
        assertThat(names(source("/p.zip").scan(work()))).as("after a restart").containsExactly("one");
        assertThat(server.requests().get(1).headers()).containsEntry("if-none-match", "\"v1\"").containsEntry(
                "if-modified-since", "Sun, 22 Nov 2026 10:00:00 GMT");
        assertThat(kept()).hasSize(2);

        Path archive = kept().stream().filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
        Files.write(archive, new byte[]{1}, StandardOpenOption.APPEND);
        assertThat(names(source("/p.zip").scan(work()))).as("the kept one was damaged").containsExactly("one");
        assertThat(server.requests().get(2).headers()).doesNotContainKey("if-none-match");
    }

    @Test
    void aChangedArchiveTakesThePlaceOfTheOneBefore() throws IOException {
        server.on("/p.zip", OK + "\r\nETag: \"v1\"", ONE);
        source("/p.zip").scan(work());
        server.on("/p.zip", OK + "\r\nETag: \"v2\"", PluginZips.plugin("one", "2.0.0"));

        assertThat(source("/p.zip").scan(work()).plugins()).singleElement().satisfies(plugin -> assertThat(plugin
                .manifest().version()).isEqualTo("2.0.0"));
        assertThat(kept()).hasSize(2);
    }

    @Test
    void aNotModifiedThatNobodyAskedForIsNoAnswer() {
        server.on("/p.zip", "304 Not Modified", new byte[0]);
        assertUnreachable("/p.zip", "answered 304 (not modified), though it was not asked");
    }

    @Test
    void passwordsGoToTheirOriginOnlyAndAreNeverShown() throws IOException {
        try (RudeServer other = new RudeServer()) {
            server.on("/ok.zip", OK, ONE).redirect("/same", 302, "/ok.zip").redirect("/cross", 307, other.uri("/x.zip")
                    .toString());
            other.on("/x.zip", OK, ONE).redirect("/back", 301, server.uri("/ok.zip").toString());

            assertThat(names(withLogin("/same").scan(work()))).containsExactly("one");
            assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.headers())
                    .containsEntry("authorization", "Basic dXNlcjpwYXNzd8O2cmQ="));

            assertThat(names(withLogin("/cross").scan(work()))).containsExactly("one");
            assertThat(other.requests()).singleElement().satisfies(request -> assertThat(request.headers())
                    .doesNotContainKey("authorization"));
        }
        server.on("/secret", "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"", new byte[0]);
        assertThatThrownBy(() -> withLogin("/secret").scan(work())).hasMessageContaining(
                "answered 401: it does not accept the user and the password").message().doesNotContain("passwörd",
                        "dXNlcjp");
        assertUnreachable("/secret", "answered 401: it wants a user and a password");
    }

    @Test
    void aPasswordThatCannotBeHadIsNamedByItsReference() {
        RemoteSource.Login login = new RemoteSource.Login("user", SecretValue.of("env:NO_SUCH"));
        assertThatThrownBy(() -> source(server.uri("/p.zip"), Optional.of(login), SystemDefaultDnsResolver.INSTANCE,
                Map.of()).scan(work())).isInstanceOf(IOException.class).hasMessageContaining("env:NO_SUCH");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403,may not read it", "404,Check the URL", "410,take the source out", "429,come back later",
            "500,a problem of its own", "503,a problem of its own", "204,not expected", "206,not expected",
            "300,not expected", "407,the proxy wants"})
    void whatIsNotAnAnswerIsASentence(int status, String words) {
        server.on("/p.zip", status + " X\r\nContent-Range: bytes 0-1/2", new byte[0]);
        assertUnreachable("/p.zip", "answered " + status + ": ", words);
    }

    @Test
    void redirectsAreFollowedWithinLimitsAndNotWhereTheyMustNot() throws IOException {
        server.redirect("/loop", 302, "/loop");
        assertUnreachable("/loop", "redirects more than 5 times");
        assertThat(server.requests()).hasSize(6);
        server.redirect("/file", 302, "file:///etc/passwd").redirect("/none", 302, "").redirect("/bad", 302,
                "http://a b/").redirect("/ftp", 302, "ftp://127.0.0.1/x");
        assertUnreachable("/file", "redirects to something that is no http URL");
        assertUnreachable("/bad", "redirects to something that is no URL");
        assertUnreachable("/ftp", "redirects to something that is no http URL");
        server.on("/missing", "302 Found", new byte[0]);
        assertUnreachable("/missing", "redirects to something that is no http URL");
        server.redirect("/a/b", 303, "../ok.zip").on("/ok.zip", OK, ONE);
        assertThat(names(source("/a/b").scan(work()))).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://2852039166/",
            "http://metadata.google.internal/", "http://0.0.0.0/", "http://[::ffff:a9fe:a9fe]/", "http://224.0.0.1/"})
    void aRedirectToAMetadataServiceIsRefusedBeforeAnythingIsSent(String target) {
        server.redirect("/p.zip", 302, target);
        assertUnreachable("/p.zip", "is not asked. The host", "is refused");
    }

    @Test
    void aNameThatResolvesToAMetadataServiceIsRefusedAlsoWhenItAnswersOtherwiseTheNextTime() throws IOException {
        InetAddress metadata = InetAddress.getByName("169.254.169.254");
        assertThatThrownBy(() -> source(URI.create("http://evil.example:" + server.port() + "/p.zip"), Optional.empty(),
                Answers.of(metadata), Map.of()).scan(work())).hasMessageContaining("hands out credentials");

        server.on("/p.zip", OK, ONE);
        Answers rebinding = new Answers(List.of(new InetAddress[]{InetAddress.getLoopbackAddress()}, new InetAddress[]{
                metadata}));
        SourceScan scan = source(URI.create("http://evil.example:" + server.port() + "/p.zip"), Optional.empty(),
                rebinding, Map.of()).scan(work());
        assertThat(names(scan)).as("the address that was checked is the one that is connected to").containsExactly(
                "one");
        assertThat(rebinding.asked()).isEqualTo(1);

        server.redirect("/again.zip", 302, "http://evil.example:" + server.port() + "/p.zip");
        Answers later = new Answers(List.of(new InetAddress[]{InetAddress.getLoopbackAddress()}, new InetAddress[]{
                metadata}));
        assertThatThrownBy(() -> source(URI.create("http://evil.example:" + server.port() + "/again.zip"), Optional
                .empty(), later, Map.of()).scan(work())).as("each redirect is checked anew").hasMessageContaining(
                        "hands out credentials");
    }

    @Test
    void throughAProxyNamesAreLeftToTheProxyAndLiteralAddressesAreNot() throws IOException {
        server.on("http://plugins.invalid/p.zip", (request, out) -> {
            if (!"Basic cDpxQA==".equals(request.headers().get("proxy-authorization"))) {
                write(out,
                        "HTTP/1.1 407 Who\r\nConnection: close\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + ONE.length + "\r\n\r\n");
            out.write(ONE);
        });
        Map<String, String> environment = Map.of("http_proxy", "http://p:q%40@127.0.0.1:" + server.port());

        assertThat(names(source(URI.create("http://plugins.invalid/p.zip"), Optional.empty(),
                SystemDefaultDnsResolver.INSTANCE, environment).scan(work()))).containsExactly("one");
        int asked = server.requests().size();
        assertThatThrownBy(() -> source(URI.create("http://169.254.169.254/p.zip"), Optional.empty(),
                SystemDefaultDnsResolver.INSTANCE, environment).scan(work())).hasMessageContaining("is refused");
        assertThat(server.requests()).hasSize(asked);
    }

    @Test
    void anAnswerThatBreaksOffOrIsSilentOrDripsIsGivenUpInTime() {
        server.on("/short", (request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (ONE.length + 10) + "\r\n\r\n");
            out.write(ONE);
        });
        assertUnreachable("/short", "broke off before its answer was complete");
        server.on("/chunks", (request, out) -> write(out,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nPK"));
        assertUnreachable("/chunks", "broke off before its answer was complete");
        server.on("/long", (request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (ONE.length - 10) + "\r\n\r\n");
            out.write(ONE);
        });
        assertUnreachable("/long", "is no zip archive");
        server.on("/closed", (request, out) -> {
            write(out, "HTTP/1.0 200 OK\r\n\r\n");
            out.write(Arrays.copyOf(ONE, ONE.length / 2));
        });
        assertUnreachable("/closed", "is no zip archive");
        server.on("/silent", (request, out) -> Thread.sleep(Duration.ofSeconds(20)));
        assertUnreachable("/silent", "was silent for too long");
        server.on("/drips", (request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                write(out, "x");
                Thread.sleep(Duration.ofMillis(300));
            }
        });
        long start = System.nanoTime();
        assertUnreachable("/drips", "was not done within 6 s", "timeout_seconds");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whatIsTooLargeIsRefusedByItsLengthAndByItsBytes() {
        server.on("/announced", (request, out) -> write(out,
                "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"));
        assertUnreachable("/announced", "has more than 1 MB", "max_megabytes");
        server.on("/endless", (request, out) -> {
            write(out, "HTTP/1.0 200 OK\r\n\r\n");
            byte[] piece = new byte[64 * 1024];
            while (true) {
                out.write(piece);
            }
        });
        assertUnreachable("/endless", "has more than 1 MB");
    }

    @Test
    void bombsDoNotGoOff() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 200; i++) {
                gzip.write(new byte[1_000_000]);
            }
        }
        server.on("/gzip", "200 OK\r\nContent-Encoding: gzip", packed.toByteArray());
        assertUnreachable("/gzip", "packs its answer by a Content-Encoding");

        server.on("/zip", OK, PluginZips.of("plugin.json", PluginZips.manifest("bomb", "1.0.0"), "zeros", "0".repeat(
                50_000_000)));
        SourceScan scan = source("/zip").scan(work());
        assertThat(scan.plugins()).isEmpty();
        assertThat(scan.broken()).containsExactly("zip");
        assertThat(scan.places()).containsExactly(new Place("zip", server.uri("/zip").toString(), false));
        assertThat(scan.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.CONTENT_REFUSED);
            assertThat(warning.message()).contains(server.uri("/zip").toString(), "100 times its size");
        });
    }

    @Test
    void aPageWhereAZipShouldBeIsNoEmptySource() throws IOException {
        server.on("/p.zip", "200 OK\r\nContent-Type: text/html\r\nETag: \"page\"", "<html>Sign in</html>".getBytes(
                StandardCharsets.UTF_8));
        assertUnreachable("/p.zip", "is no zip archive", "sign-in page");
        assertThat(kept()).as("it is not kept").isEmpty();
        server.on("/p.zip", OK, new byte[0]);
        assertUnreachable("/p.zip", "answered with nothing");
        server.on("/p.zip", (request, out) -> write(out, "SSH-2.0-OpenSSH_9.2\r\n"));
        assertThatThrownBy(() -> source("/p.zip").scan(work())).isInstanceOf(IOException.class).hasMessageContaining(
                "/p.zip");
    }

    @Test
    void aZipWithoutAnyPluginIsAnEmptySourceAndAHostileOneABrokenPlugin() throws IOException {
        server.on("/empty.zip", OK, PluginZips.of("README.md", "nothing here"));
        SourceScan empty = source("/empty.zip").scan(work());
        assertThat(empty.plugins()).isEmpty();
        assertThat(empty.broken()).isEmpty();
        assertThat(empty.warnings()).singleElement().extracting(PluginWarning::plugin).asString().startsWith(
                "source:http:127.0.0.1");

        server.on("/slip.zip", OK, PluginZips.of("../../evil", "x"));
        SourceScan slip = source("/slip.zip").scan(work());
        assertThat(slip.broken()).containsExactly("slip");
        assertThat(slip.warnings().getFirst().message()).contains("leaves the archive's folder");
    }

    @Test
    void aServerThatIsNotThereIsASentence() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port + "/p.zip");
        assertThatThrownBy(
                () -> source(nobody, Optional.empty(), SystemDefaultDnsResolver.INSTANCE, Map.of()).scan(work()))
                .isInstanceOf(IOException.class).hasMessageContaining(
                        "No connection to 127.0.0.1:" + port + ": nobody listens there");
        assertThatThrownBy(() -> source(URI.create("http://no-such-host.invalid/p.zip"), Optional.empty(),
                SystemDefaultDnsResolver.INSTANCE, Map.of()).scan(work())).hasMessageContaining(
                        "The host 'no-such-host.invalid' is not known");
    }

    @Test
    void aTokenInTheUrlIsSentAndNeverShown() throws IOException {
        server.on("/p.zip?token=geheim", OK, PluginZips.of("../x", ""));
        SourceScan scan = source("/p.zip?token=geheim").scan(work());
        assertThat(scan.broken()).hasSize(1);
        assertThat(scan.toString()).doesNotContain("geheim");
        assertThatThrownBy(() -> source("/q.zip?token=geheim").scan(work())).message().contains("404").doesNotContain(
                "geheim");
    }

    private void assertUnreachable(String path, String... words) {
        HttpSource source = source(path);
        assertThatThrownBy(() -> source.scan(work())).isInstanceOf(IOException.class).message().contains(words);
    }

    private HttpSource source(String path) {
        return source(server.uri(path), Optional.empty(), SystemDefaultDnsResolver.INSTANCE, Map.of());
    }

    private HttpSource withLogin(String path) {
        return source(server.uri(path), Optional.of(new RemoteSource.Login("user", SecretValue.of("passwörd"))),
                SystemDefaultDnsResolver.INSTANCE, Map.of());
    }

    private HttpSource source(URI url, Optional<RemoteSource.Login> login, DnsResolver resolver,
            Map<String, String> environment) {
        RemoteSource.Http settings = new RemoteSource.Http("http:" + url.getRawAuthority() + url.getRawPath(), url,
                login, new RemoteSource.Bounds(Duration.ofSeconds(6), 1_000_000));
        return new HttpSource(settings, folder.resolve("cache"), new ReferenceSecrets(name -> null, "h"),
                new ProxyResolver(environment::get), resolver, Duration.ofSeconds(3));
    }

    private Path work() {
        return folder.resolve("work");
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> names(SourceScan scan) {
        return scan.plugins().stream().map(PluginContent::name).toList();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
