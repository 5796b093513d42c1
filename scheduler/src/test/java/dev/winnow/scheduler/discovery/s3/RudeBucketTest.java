package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.daemon.settings.RemoteSource.Role;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.scheduler.discovery.PluginZips;
import dev.winnow.scheduler.discovery.RudeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What no S3 server in good order answers, and what it answers to others only. */
class RudeBucketTest {
    private static final byte[] ZIP = PluginZips.plugin("good", "1.0.0");

    @TempDir
    Path folder;
    private RudeServer server;
    private final Map<String, String> etags = new ConcurrentHashMap<>();

    @BeforeEach
    void serve() throws IOException {
        server = new RudeServer();
        server.otherwise((request, out) -> {
            if (request.path().contains("list-type=2")) {
                StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
                etags.forEach((key, etag) -> xml.append("<Contents><Key>").append(key).append("</Key><ETag>").append(
                        etag).append("</ETag><Size>").append(ZIP.length).append("</Size></Contents>"));
                answer(out, "200 OK", xml.append("</ListBucketResult>").toString());
            } else {
                error(out, 404, "NoSuchKey", "");
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"403,AccessDenied,may not list it (s3:ListBucket", "404,NoSuchBucket,there is no bucket 'bkt'",
            "301,PermanentRedirect,Set 'region' of the source to 'eu-west-3'",
            "400,AuthorizationHeaderMalformed,in another region", "400,ExpiredToken,have expired",
            "403,InvalidAccessKeyId,access key is not known", "403,SignatureDoesNotMatch,secret key is wrong",
            "403,RequestTimeTooSkewed,clock is wrong", "503,SlowDown,come back later", "500,InternalError,answered 500",
            "403,SomethingElse,may not list it"})
    void whatTheServerRefusesIsASentenceThatIsTheSameEachTime(int status, String code, String words) {
        AtomicInteger times = new AtomicInteger();
        server.otherwise((request, out) -> error(out, status, code, "<RequestId>" + times.incrementAndGet()
                + "</RequestId>"));
        String first = failure();
        assertThat(first).contains("s3://bkt/ cannot be read: ", words);
        assertThat(failure()).isEqualTo(first);
    }

    @Test
    void nonsenseAndSilenceAreSentences() {
        server.otherwise((request, out) -> answer(out, "200 OK", "<html>Sign in</html>"));
        assertThat(names(scan())).isEmpty();
        server.otherwise((request, out) -> answer(out, "200 OK", "no XML at all"));
        assertThat(failure()).contains("s3://bkt/ cannot be read");
        server.otherwise((request, out) -> Thread.sleep(Duration.ofSeconds(20)));
        assertThat(failure()).contains("Reading s3://bkt/ was not done within 5 s");
    }

    @Test
    void hostileKeysAreRefusedAndTheOthersAreThere() {
        object("good.zip", ZIP);
        for (String key : new String[]{"../evil.zip", "/etc/passwd", "a/../../b", "C:/x.zip", "back\\slash.zip"}) {
            etags.put(key, "\"e\"");
        }
        SourceScan scan = scan();
        assertThat(names(scan)).containsExactly("good");
        assertThat(scan.warnings()).hasSize(5).allSatisfy(warning -> assertThat(warning.code()).isEqualTo(
                WarningCode.CONTENT_REFUSED));
        assertThat(folder.resolve("evil.zip")).doesNotExist();
        assertThat(server.requests()).noneMatch(request -> request.path().contains("passwd"));
    }

    @Test
    void anObjectThatMayNotBeReadIsItsPluginsMatter() {
        object("good.zip", ZIP);
        etags.put("secret/plugin.json", "\"e\"");
        etags.put("frozen.zip", "\"e\"");
        server.on("/bkt/secret/plugin.json", (request, out) -> error(out, 403, "AccessDenied", ""));
        server.on("/bkt/frozen.zip", (request, out) -> error(out, 403, "InvalidObjectState", ""));
        SourceScan scan = scan();
        assertThat(names(scan)).containsExactly("good");
        assertThat(scan.broken()).containsExactly("frozen", "secret");
        assertThat(scan.warnings()).extracting(PluginWarning::code).containsOnly(WarningCode.CONTENT_UNREADABLE);
        assertThat(scan.warnings()).extracting(PluginWarning::message).anyMatch(text -> text.contains("s3:GetObject"))
                .anyMatch(text -> text.contains("Glacier"));
    }

    @Test
    void anUploadThatDoesNotEndIsLeftOutAndOneThatEndsIsWaitedFor() {
        object("good.zip", ZIP);
        etags.put("changing.zip", "\"e\"");
        AtomicInteger version = new AtomicInteger();
        server.on("/bkt/changing.zip", (request, out) -> {
            assertThat(request.headers()).containsKey("if-match");
            etags.put("changing.zip", "\"" + version.incrementAndGet() + "\"");
            error(out, 412, "PreconditionFailed", "");
        });
        SourceScan scan = scan();
        assertThat(names(scan)).containsExactly("good");
        assertThat(scan.broken()).containsExactly("changing");
        assertThat(scan.warnings()).singleElement().extracting(PluginWarning::code).isEqualTo(
                WarningCode.CONTENT_UNSTABLE);

        AtomicInteger asked = new AtomicInteger();
        server.on("/bkt/changing.zip", (request, out) -> {
            if (asked.getAndIncrement() == 0) {
                error(out, 412, "PreconditionFailed", "");
            } else {
                object(out, PluginZips.plugin("also", "1.0.0"));
            }
        });
        assertThat(names(scan())).hasSize(2);
    }

    @Test
    void anObjectThatIsShorterThanListedIsNotTaken() {
        object("good.zip", ZIP);
        object("short.zip", new byte[]{1, 2, 3});
        SourceScan scan = scan();
        assertThat(names(scan)).containsExactly("good");
        assertThat(scan.broken()).containsExactly("short");
    }

    @Test
    void aRoleIsAssumedWithItsExternalId() throws IOException {
        object("good.zip", ZIP);
        try (RudeServer sts = new RudeServer()) {
            sts.otherwise((request, out) -> answer(out, "200 OK",
                    """
                        <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>
                        <SecretAccessKey>s</SecretAccessKey><SessionToken>the-session</SessionToken>
                        <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"""));
            Role role = new Role("arn:aws:iam::1:role/plugins", Optional.of("ext-77"), Optional.of(sts.uri("")));
            assertThat(names(source(Optional.of(role)).scan(folder.resolve("work")))).containsExactly("good");
            assertThat(sts.requests()).singleElement().satisfies(request -> assertThat(request.body()).contains(
                    "Action=AssumeRole", "ExternalId=ext-77", "role%2Fplugins"));
            assertThat(server.requests()).allSatisfy(request -> assertThat(request.headers()).containsEntry(
                    "x-amz-security-token", "the-session"));

            sts.otherwise((request, out) -> answer(out, "403 Forbidden",
                    "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"));
            assertThatThrownBy(() -> source(Optional.of(role)).scan(folder.resolve("work"))).hasMessageContaining(
                    "the role 'arn:aws:iam::1:role/plugins' cannot be assumed (AccessDenied: no)");
        }
    }

    private void object(String key, byte[] bytes) {
        etags.put(key, "\"" + bytes.length + "\"");
        server.on("/bkt/" + key, (request, out) -> object(out, bytes));
    }

    private SourceScan scan() {
        try {
            return source(Optional.empty()).scan(folder.resolve("work"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String failure() {
        try {
            return "read " + source(Optional.empty()).scan(folder.resolve("work"));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private S3Source source(Optional<Role> role) {
        return new Sources(server.uri(""), folder.resolve("cache")).of("bkt", "", Sources.KEY, role,
                new RemoteSource.Bounds(Duration.ofSeconds(5), 1_000_000));
    }

    private static java.util.List<String> names(SourceScan scan) {
        return scan.plugins().stream().map(PluginContent::name).toList();
    }

    private static void object(OutputStream out, byte[] bytes) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + bytes.length + "\r\n\r\n").getBytes(
                StandardCharsets.ISO_8859_1));
        out.write(bytes);
    }

    private static void error(OutputStream out, int status, String code, String more) throws IOException {
        answer(out, status + " X\r\nx-amz-bucket-region: eu-west-3", "<Error><Code>" + code
                + "</Code><Message>why</Message>" + more + "</Error>");
    }

    private static void answer(OutputStream out, String head, String body) throws IOException {
        out.write(("HTTP/1.1 " + head + "\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
    }
}
