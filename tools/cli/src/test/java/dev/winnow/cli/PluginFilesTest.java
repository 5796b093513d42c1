package dev.winnow.cli;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.CliException;
import dev.winnow.cli.api.Whereabouts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the command line does with plugins without a server. */
class PluginFilesTest {
    @TempDir
    Path folder;
    private Path plugin = Path.of("");

    @BeforeEach
    void aPlugin() throws IOException {
        plugin = Files.createDirectories(folder.resolve("alpha"));
        Files.writeString(plugin.resolve("plugin.json"), "{\"name\": \"alpha\", \"version\": \"1.2.0\","
                + " \"description\": \"d\", \"author\": \"a\", \"initial_modules\": [\"plugin.py\"]}");
        Files.writeString(plugin.resolve("plugin.py"), "def load(): pass\n");
    }

    @Test
    void aPluginIsSignedByANewKeyAndVerified() throws IOException {
        Path key = folder.resolve("release");
        Ran keygen = run("plugins", "keygen", "--out", key.toString());
        assertThat(keygen.code()).as(keygen.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(keygen.out()).doesNotContain("PRIVATE KEY-----").containsPattern("Key [0-9a-f]{32} is made");
        assertThat(run("plugins", "keygen", "--out", key.toString()).err()).contains("is there already");

        Ran unsigned = run("plugins", "verify", plugin.toString());
        assertThat(unsigned.code()).as(unsigned.out()).isZero();
        assertThat(unsigned.out()).contains("without a signature");
        Ran sign = run("plugins", "sign", plugin.toString(), "--key", key.toString());
        assertThat(sign.code()).as(sign.err()).isZero();
        assertThat(sign.out()).contains("Signed alpha 1.2.0, 2 files, by key ");

        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.copy(folder.resolve("release.pub"), keys.resolve("release.pem"));
        Ran verified = run("plugins", "verify", plugin.toString(), "--trusted-keys", keys.toString());
        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("alpha 1.2.0, 3 files").contains("signed by ");

        Files.writeString(plugin.resolve("plugin.py"), "evil");
        Ran changed = run("plugins", "verify", plugin.toString(), "--trusted-keys", keys.toString());
        assertThat(changed.code()).isEqualTo(3);
        assertThat(changed.out()).contains("P207 alpha plugin.py: ", "plugin.py was changed");
    }

    @Test
    void anArchiveIsVerifiedAndItsFindingsAreJsonForScripts() throws IOException {
        Path zip = folder.resolve("alpha.zip");
        pack(zip, "plugin.json", "plugin.py");
        Ran none = run("plugins", "verify", zip.toString(), "--json");
        assertThat(none.code()).as(none.out()).isZero();
        assertThat(none.json().path("plugins").get(0).path("name").asString()).isEqualTo("alpha");
        assertThat(none.json().path("plugins").get(0).path("signedBy").isNull()).isTrue();

        Ran untrusted = run("plugins", "verify", zip.toString(), "--json", "--trusted-keys", folder.resolve("no")
                .toString());
        assertThat(untrusted.code()).isEqualTo(3);
        assertThat(untrusted.json().path("findings").valueStream().map(finding -> finding.path("code").asString()))
                .containsExactly("P208", "P206");

        pack(folder.resolve("evil.zip"), "../plugin.py");
        Ran evil = run("plugins", "verify", folder.resolve("evil.zip").toString());
        assertThat(evil.code()).isEqualTo(3);
        assertThat(evil.out()).contains("P201 evil evil.zip: ", "leaves the archive's folder");
        assertThat(folder.resolveSibling("plugin.py")).doesNotExist();
    }

    @Test
    void whatIsNotThereOrNoPluginIsSaid() throws IOException {
        Ran missing = run("plugins", "verify", folder.resolve("none").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no ");
        Ran text = run("plugins", "verify", Files.writeString(folder.resolve("notes.txt"), "x").toString());
        assertThat(text.code()).isEqualTo(3);
        assertThat(text.out()).contains("is no plugin");
        assertThat(run("plugins", "verify").code()).isEqualTo(2);
        assertThat(run("plugins", "sign", plugin.toString()).code()).isEqualTo(2);
        assertThat(run("plugins", "sign", plugin.toString(), "--key", folder.resolve("none").toString()).err())
                .contains("none cannot be read");
    }

    @Test
    void signingRefusesHiddenFilesAndAKeyThatWouldBePublished() throws IOException {
        Path key = folder.resolve("release");
        run("plugins", "keygen", "--out", key.toString());
        Files.writeString(plugin.resolve(".env"), "PASSWORD=x");
        Ran hidden = run("plugins", "sign", plugin.toString(), "--key", key.toString());
        assertThat(hidden.code()).isEqualTo(1);
        assertThat(hidden.err()).contains("nothing was signed", ".env");
        assertThat(plugin.resolve("plugin.sig")).doesNotExist();
        Files.delete(plugin.resolve(".env"));

        Path inside = Files.copy(key, plugin.resolve("key.pem"));
        Ran exposed = run("plugins", "sign", plugin.toString(), "--key", inside.toString());
        assertThat(exposed.code()).isEqualTo(1);
        assertThat(exposed.err()).contains("would be published with it");
        assertThat(plugin.resolve("plugin.sig")).doesNotExist();
        Files.delete(inside);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Ran readable = run("plugins", "sign", plugin.toString(), "--key", key.toString());
        assertThat(readable.code()).isZero();
        assertThat(readable.err()).contains("chmod 600");
        assertThat(Files.list(plugin).map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(
                "plugin.json", "plugin.py", "plugin.sig");
    }

    @Test
    void aDownloadIsThereOnlyWhenItIsWhole() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/whole", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("bytes".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.createContext("/api/v1/cut", exchange -> {
            exchange.sendResponseHeaders(200, 50);
            exchange.getResponseBody().write("bytes".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            server.stop(0);
        });
        server.createContext("/api/v1/refused", exchange -> {
            byte[] problem = "{\"detail\": \"There is no generation 9.\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, problem.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(problem);
            }
        });
        server.start();
        try {
            Api api = new Api(new Whereabouts("http://127.0.0.1:" + server.getAddress().getPort(), "token"));
            Path target = folder.resolve("bundle.zip");
            Files.writeString(folder.resolve("bundle.zip.part"), "what an earlier attempt left behind");
            assertThat(api.download("/whole", "application/zip", target)).isEqualTo(5);
            assertThat(target).hasContent("bytes");
            Path other = folder.resolve("other.zip");
            assertThatThrownBy(() -> api.download("/refused", "application/zip", other)).hasMessage(
                    "There is no generation 9.");
            assertThatThrownBy(() -> api.download("/cut", "application/zip", other)).isInstanceOf(CliException.class);
            assertThat(Files.list(folder).map(file -> file.getFileName().toString())).contains("bundle.zip")
                    .doesNotContain("other.zip", "other.zip.part", "bundle.zip.part");
        } finally {
            server.stop(0);
        }
    }

    private void pack(Path zip, String... names) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                Files.copy(plugin.resolve(name.replace("../", "")), out);
                out.closeEntry();
            }
        }
    }

    private Ran run(String... arguments) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Path outFile = Files.createTempFile(folder, "out", null);
        Path errFile = Files.createTempFile(folder, "err", null);
        try (PrintStream newOut = new PrintStream(Files.newOutputStream(outFile), true, StandardCharsets.UTF_8);
                PrintStream newErr = new PrintStream(Files.newOutputStream(errFile), true, StandardCharsets.UTF_8)) {
            System.setOut(newOut);
            System.setErr(newErr);
            int code = CliMain.run(arguments);
            return new Ran(code, Files.readString(outFile), Files.readString(errFile));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private record Ran(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.builder().build().readTree(out);
        }
    }
}
