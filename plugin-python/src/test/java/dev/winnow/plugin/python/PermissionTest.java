package dev.winnow.plugin.python;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a manifest's {@code permissions} opens, and what stays closed all the same. */
class PermissionTest extends PythonTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void serve() {
        asked.clear();
        server = server();
        server.createContext("/", exchange -> {
            String proxyUser = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            asked.add(exchange.getRequestURI() + (proxyUser == null ? "" : " " + proxyUser));
            byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private RecordingContext load(TestPlugin plugin, TestOutbound outbound) {
        MaterialisedPlugin materialised = plugin.materialised();
        RecordingContext context = new RecordingContext(materialised.settings());
        context.outbound = outbound;
        runtime.load(materialised, context, context.noted::add);
        return context;
    }

    private String fetch(String url) {
        return "import urllib.request, winnow\nwith urllib.request.urlopen('" + url
                + "', timeout=20) as answer:\n    winnow.warn(answer.read().decode())\n";
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/page";
    }

    @Test
    void theNetworkIsClosedWithoutThePermissionAndOpenWithIt() throws IOException {
        PluginWarning refused = explained(plugin("closed").module("plugin.py", fetch(address())));
        assertThat(refused.message()).contains("plugins have no network");
        assertThat(asked).isEmpty();
        RecordingContext context = load(
                plugin("open").permissions("network").module("plugin.py", fetch(address())));
        assertThat(context.warnings).containsExactly("hello");
        assertThat(asked).containsExactly("/page");
        assertThat(context.noted).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.PERMISSION);
            assertThat(warning.message()).contains("'network'");
        });
    }

    @Test
    void theProxyIsObeyedWithItsUserAndItsExceptions() throws IOException {
        TestOutbound outbound = new TestOutbound(server.getAddress());
        RecordingContext context = load(plugin("proxied").permissions("network").module("plugin.py",
                fetch("http://somewhere.example/far")), outbound);
        assertThat(context.warnings).containsExactly("hello");
        assertThat(asked).containsExactly("http://somewhere.example/far Basic "
                + Base64.getEncoder().encodeToString("us er:p@ss:word".getBytes(StandardCharsets.UTF_8)));
        asked.clear();
        context = load(plugin("direct").permissions("network").module("plugin.py", """
            import urllib.request, winnow
            try:
                urllib.request.urlopen('http://%s/', timeout=5)
            except OSError as error:
                winnow.warn("went out directly")
            """.formatted(TestOutbound.DIRECT)), outbound);
        assertThat(context.warnings).containsExactly("went out directly");
        assertThat(asked).isEmpty();
    }

    @Test
    void everyInterpreterOfAProcessCanEncodeTheNamesOfHosts() throws IOException {
        // Python's own codec loads a native module, which a process may do once: TLS worked for one plugin only.
        for (String name : List.of("one", "two", "three")) {
            assertThat(load(plugin(name).permissions("network").module("plugin.py", """
                import ssl, winnow
                found = [str("www.example.com.".encode("idna")), b"www.example.com".decode("idna")]
                for wrong in ["a..b", "." , "x" * 64]:
                    try:
                        wrong.encode("idna")
                    except UnicodeError:
                        found.append("refused")
                winnow.warn(" ".join(found))
                """)).warnings).containsExactly("b'www.example.com.' www.example.com refused refused refused");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"open('/etc/passwd').read()", "open('/work/x', 'w')", "open('/tmp/x', 'w')",
            "__import__('subprocess').run(['/bin/true'])", "__import__('threading').Thread(target=print).start()",
            "__import__('os').environ['PATH']", "__import__('ctypes').CDLL('libc.so.6')"})
    void thePermissionForTheNetworkOpensNothingElse(String reach) throws IOException {
        assertThat(explained(plugin("netonly").permissions("network").module("plugin.py", reach)).code())
                .isIn(WarningCode.LOAD_FAILED, WarningCode.LOAD_MISSING_CLASS);
    }

    @Test
    void aFolderOfItsOwnCanBeWrittenAndStays() throws IOException {
        TestPlugin plugin = plugin("writes").permissions("files").module("plugin.py", """
            import os, shutil, tempfile, winnow
            from winnow import plugin
            before = sorted(os.listdir(plugin.work_folder))
            if not before:
                os.makedirs("/work/deep/er")
                with open("/work/deep/er/a.txt", "w") as file:
                    file.write("one")
                os.rename("/work/deep/er/a.txt", "/work/kept.txt")
                shutil.rmtree("/work/deep")
                with tempfile.TemporaryFile() as file:
                    file.write(b"x")
            with open("/work/kept.txt") as file:
                winnow.warn(str(before) + file.read())
            """);
        RecordingContext context = load(plugin);
        assertThat(context.warnings).containsExactly("[]one");
        assertThat(load(plugin).warnings).containsExactly("['kept.txt']one");
        assertThat(context.noted).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.PERMISSION);
            assertThat(warning.message()).contains("'files'", work.toRealPath().resolve("writes").toString());
        });
        assertThat(work.resolve("writes/kept.txt")).hasContent("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open('/work/../etc/passwd').read()", "open('/work/../../etc/passwd').read()",
            "__import__('os').symlink('/etc/passwd', '/work/link')", "open('/work/planted').read()",
            "open('/work/planted', 'w')", "open('/work/up/passwd').read()", "open('/plugin/files_only/x', 'w')",
            "__import__('os').link('/plugin/files_only/plugin.py', '/work/hard')",
            "__import__('os').rename('/plugin/files_only/plugin.py', '/work/moved')",
            "__import__('os').rename('/work/own', '/plugin/files_only/own')",
            "__import__('os').listdir('/etc')", "__import__('os').chdir('/etc')",
            "__import__('socket').create_connection(('127.0.0.1', 9), 1)", "__import__('os').system('true')"})
    void thePermissionForFilesLeadsNowhereElse(String reach) throws IOException {
        Path own = Files.createDirectories(work.resolve("files_only"));
        Files.writeString(own.resolve("own"), "own");
        if (Files.notExists(own.resolve("up"))) {
            Files.createSymbolicLink(own.resolve("planted"), Path.of("/etc/hostname"));
            Files.createSymbolicLink(own.resolve("up"), Path.of("/etc"));
        }
        PluginWarning warning = explained(plugin("files_only").permissions("files").module("plugin.py", reach));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_FAILED);
        assertThat(own.resolve("own")).hasContent("own");
    }

    @Test
    void onePluginDoesNotSeeTheFilesOfAnother() throws IOException {
        load(plugin("first").permissions("files").module("plugin.py", "open('/work/mine', 'w').close()"));
        assertThat(load(plugin("second").permissions("files").module("plugin.py",
                "import os, winnow\nwinnow.warn(str(os.listdir('/work')))")).warnings).containsExactly("[]");
    }
}
