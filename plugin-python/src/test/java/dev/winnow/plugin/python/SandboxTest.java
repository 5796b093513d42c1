package dev.winnow.plugin.python;

import dev.winnow.plugin.registry.PluginWarning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxTest extends PythonTest {
    @ParameterizedTest
    @ValueSource(strings = {"open('/etc/passwd').read()", "open('../../../../etc/passwd').read()",
            "__import__('os').listdir('/etc')", "open('/plugin/caged/new.txt', 'w')", "open('/tmp/new.txt', 'w')",
            "__import__('os').remove(__file__)", "__import__('os').mkdir('/plugin/caged/x')",
            "__import__('os').rename(__file__, '/plugin/caged/y.py')",
            "__import__('os').symlink('/etc', '/plugin/caged/e')",
            "open('/winnow/winnow/query.py', 'a')", "__import__('subprocess').run(['/bin/true'])",
            "__import__('os').system('true')", "__import__('os').fork()",
            "__import__('socket').create_connection(('127.0.0.1', 9), 1)",
            "__import__('socket').gethostbyname('localhost')",
            "__import__('socket').socket().bind(('127.0.0.1', 0))",
            "__import__('threading').Thread(target=print).start()", "__import__('ctypes').CDLL('libc.so.6')",
            "__import__('java').type('java.lang.System').exit(1)",
            "__import__('polyglot').eval(language='js', string='1')", "__import__('os').environ['PATH']",
            "__import__('tempfile').TemporaryFile()", "__import__('os').kill(1, 9)",
            "__import__('urllib.request', fromlist=['x']).urlopen('http://127.0.0.1:9/')"})
    void whatReachesOutIsRefused(String reach) throws IOException {
        TestPlugin plugin = plugin("caged").module("plugin.py", """
            import winnow
            try:
                got = %s
                winnow.warn("got " + repr(got))
            except BaseException as error:
                raise Exception("refused in Python: " + str(error))
            """.formatted(reach));
        PluginWarning warning = explained(plugin);
        assertThat(warning.message()).contains("refused in Python: ");
        assertThat(warning.file()).isEqualTo("plugin.py");
    }

    @Test
    void aLinkDoesNotLeadOutOfTheFolder() throws IOException {
        Path outside = Files.writeString(folder.resolve("secret.txt"), "secret");
        TestPlugin plugin = plugin("linked").module("plugin.py", "open('/plugin/linked/link.txt').read()");
        Files.createSymbolicLink(folder.resolve("linked/link.txt"), outside);
        assertThat(explained(plugin).message()).contains("FileNotFoundError");
    }

    @Test
    void onePluginSeesNothingOfAnother() throws IOException {
        load(plugin("first").module("plugin.py", "import sys, builtins\nsys.shared = builtins.shared = 1"));
        RecordingContext context = load(plugin("second").module("plugin.py", """
            import sys, builtins, os, winnow
            winnow.warn(str([hasattr(sys, "shared"), hasattr(builtins, "shared"), os.listdir("/plugin"),
                             os.listdir("/")]))
            """));
        assertThat(context.warnings).containsExactly("[False, False, ['second'], ['plugin', 'winnow']]");
    }
}
