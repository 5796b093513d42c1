package dev.winnow.web.api;

import dev.winnow.db.people.Role;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.signature.PluginSignature;
import dev.winnow.plugin.signature.SigningKey;
import dev.winnow.plugin.source.PluginFile;
import dev.winnow.web.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** From a published generation to a bundle, and what another installation makes of it. */
class ExportIT {
    private static final SigningKey KEY = SigningKey.generate();
    @TempDir
    static Path folder;
    private static TestServer server;
    private static PluginContent alpha;
    private static PluginContent beta;

    @BeforeAll
    static void publish() throws Exception {
        server = TestServer.started();
        Path signed = plugin("alpha");
        byte[] large = new byte[3 * 1024 * 1024 + 7];
        new Random(7).nextBytes(large);
        Files.write(signed.resolve("assets/large.bin"), large);
        Files.write(signed.resolve(PluginSignature.FILE_NAME),
                PluginSignature.sign(read(signed, "alpha"), KEY).bytes());
        alpha = read(signed, "alpha");
        beta = read(plugin("beta"), "beta");
        PluginContent shipped = read(plugin("shipped"), "shipped");
        PluginPublisher publisher = server.as(Account.SCHEDULER, PluginPublisher.class);
        LeaderLease.Held held = server.as(Account.SCHEDULER, LeaderLease.class)
                .acquire("test", Duration.ofMinutes(5)).orElseThrow();
        List.of(alpha, beta, shipped).forEach(content -> publisher.store(held, content));
        publisher.publish(held, List.of(new PluginEntry("shipped", shipped.digest(), State.ACTIVE, "bundled", "b")));
        publisher.publish(held, List.of(new PluginEntry("alpha", alpha.digest(), State.ACTIVE, "local", "/p"),
                new PluginEntry("beta", beta.digest(), State.STALE, "local", "/p"),
                new PluginEntry("gone", null, State.BROKEN, "local", "/p"),
                new PluginEntry("shipped", shipped.digest(), State.ACTIVE, "bundled", "b")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aBundleHoldsTheSamePluginsForAnotherInstallationAndIsTheSameEachTime() throws Exception {
        Path bundle = folder.resolve("bundle.zip");
        HttpResponse<Path> answer = download("/api/v1/plugins/generations/2/export", bundle);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).contains("winnow-generation-2.zip");
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(Files.size(bundle));

        assertThat(digests(bundle)).containsExactly(alpha.digest(), beta.digest());
        Path again = folder.resolve("again.zip");
        download("/api/v1/plugins/generations/2/export", again);
        assertThat(again).hasSameBinaryContentAs(bundle);
        assertThat(new String(Files.readAllBytes(bundle), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\"signedBy\" : \"" + KEY.verifyKey().id() + "\"");
        assertThat(server.script(Role.ADMIN).get("/api/v1/audit").body()).contains("plugins.export");
    }

    @Test
    void pluginsAreNamedOrThoseThatShipWithWinnowAreTakenToo() throws Exception {
        Path named = folder.resolve("named.zip");
        download("/api/v1/plugins/generations/2/export?plugin=beta", named);
        assertThat(digests(named)).containsExactly(beta.digest());
        Path all = folder.resolve("all.zip");
        download("/api/v1/plugins/generations/2/export?withBundled=true", all);
        assertThat(digests(all)).hasSize(3);
    }

    @Test
    void whatCannotBeExportedIsSaid() {
        assertThat(server.script(Role.OPERATOR).get("/api/v1/plugins/generations/99/export").status()).isEqualTo(404);
        assertThat(server.script(Role.OPERATOR).get("/api/v1/plugins/generations/2/export?plugin=gone").detail())
                .contains("no content of gone");
        assertThat(server.script(Role.OPERATOR).get("/api/v1/plugins/generations/1/export").detail())
                .contains("nothing to export but what ships with Winnow");
        assertThat(server.script(Role.VIEWER).get("/api/v1/plugins/generations/2/export").status()).isEqualTo(403);
        assertThat(server.browser().get("/api/v1/plugins/generations/2/export").status()).isIn(401, 302, 303);
        assertThat(server.script(Role.OPERATOR).get("/api/v1/plugins/generations/x/export").status()).isIn(400, 422);
    }

    private static List<String> digests(Path bundle) throws Exception {
        var scan = PluginFile.scan(bundle, Files.createTempDirectory(folder, "work"));
        assertThat(scan.broken()).isEmpty();
        assertThat(scan.warnings()).isEmpty();
        return scan.plugins().stream().map(PluginContent::digest).toList();
    }

    private static HttpResponse<Path> download(String path, Path target) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + server.token(Role.OPERATOR)).build(),
                    HttpResponse.BodyHandlers.ofFile(target));
        }
    }

    private static PluginContent read(Path plugin, String name) throws Exception {
        return new ContentReader().readUnpacked(plugin, name).content();
    }

    private static Path plugin(String name) throws Exception {
        Path plugin = folder.resolve("source").resolve(name);
        Files.createDirectories(plugin.resolve("assets"));
        Files.writeString(plugin.resolve("assets/index.html"), "<p>" + name);
        Files.writeString(plugin.resolve("plugin.json"), """
            {"name": "%s", "version": "1.0.0", "description": "d", "author": "a",
             "ui": [{"kind": "page", "id": "p", "title": "T", "entry": "assets/index.html", "icon": "ban",
                     "roles": ["viewer"]}]}""".formatted(name));
        return plugin;
    }
}
