package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class LoadFailureTest extends PythonTest {
    @Test
    void aSyntaxErrorIsNamedWithFileAndLine() throws IOException {
        PluginWarning warning = explained(
                plugin("broken").module("plugin.py", "from . import filters").file("filters.py", "x = 1\ny = = 2\n"));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_SYNTAX);
        assertThat(warning.file()).isEqualTo("filters.py");
        assertThat(warning.line()).isEqualTo(2);
        assertThat(warning.message()).contains("SyntaxError").doesNotContain("Python 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"print 'hello'", "try:\n    pass\nexcept ValueError, e:\n    pass", "mode = 0777",
            "exec 'x = 1'"})
    void pythonTwoIsCalledByItsName(String source) throws IOException {
        PluginWarning warning = explained(plugin("old").module("plugin.py", source));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_PYTHON2);
        assertThat(warning.message()).contains("its source is Python 2");
        assertThat(warning.hint()).contains("Python 3");
        assertThat(warning.file()).isEqualTo("plugin.py");
        assertThat(warning.line()).isPositive();
    }

    @Test
    void aMissingModuleIsNamedAndTheWayOutGiven() throws IOException {
        PluginWarning warning = explained(plugin("needs").module("plugin.py", "import os\nimport boto3\n"));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_MISSING_CLASS);
        assertThat(warning.message()).contains("'boto3'");
        assertThat(warning.hint()).contains("lib/");
        assertThat(warning.file()).isEqualTo("plugin.py");
        assertThat(warning.line()).isEqualTo(2);
    }

    @Test
    void aModuleOfItsOwnThatIsMissingIsToldApart() throws IOException {
        TestPlugin plugin = plugin("gap").module("plugin.py", "from . import nothing_here");
        assertThat(explained(plugin).code()).isEqualTo(WarningCode.LOAD_MISSING_CLASS);
        assertThat(explained(plugin).message()).contains("nothing_here");
        PluginWarning listed = explained(plugin("gap2").file("x.py", "").module("plugin.py", "import gap2.other"));
        assertThat(listed.message()).contains("own module 'other'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import os\nos._exit(3)", "import sys\nsys.exit(3)", "raise SystemExit"})
    void leavingTheProcessIsRefused(String source) throws IOException {
        assertThat(explained(plugin("leaver").module("plugin.py", source)).code()).isEqualTo(WarningCode.LOAD_EXIT);
    }

    @Test
    void anExceptionIsNamedWithItsLastPlaceInThePlugin() throws IOException {
        PluginWarning warning = explained(plugin("raises")
                .module("plugin.py", "from . import helper\n\ndef load():\n    helper.work()\n")
                .file("helper.py", "import collections\n\ndef work():\n    return collections.deque(3)\n"));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_FAILED);
        assertThat(warning.message()).contains("TypeError");
        assertThat(warning.file()).isEqualTo("helper.py");
        assertThat(warning.line()).isEqualTo(4);
    }

    @Test
    void endlessRecursionIsAFailureLikeOthers() throws IOException {
        PluginWarning warning = explained(plugin("deep").module("plugin.py", "def f():\n    return f() + 1\nf()\n"));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_FAILED);
        assertThat(warning.message()).contains("RecursionError");
    }

    @Test
    void outOfMemoryIsAFailureLikeOthers() throws IOException {
        PluginWarning warning = explained(plugin("fat").module("plugin.py",
                "x = bytearray(1 << 30)\ny = []\nwhile True: y.append(bytearray(1 << 30))\n"));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_FAILED);
        assertThat(warning.message()).contains("MemoryError");
    }

    @Test
    void anExceptionWhoseTextFailsIsAFailureLikeOthers() throws IOException {
        for (String base : List.of("BaseException", "NameError", "AttributeError", "TypeError")) {
            anExceptionWhoseTextFails(base);
        }
    }

    private void anExceptionWhoseTextFails(String base) throws IOException {
        PluginWarning warning = explained(plugin("mean").module("plugin.py", """
            class Mean(%s):
                def __str__(self):
                    raise self
            raise Mean()
            """.formatted(base)));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_FAILED);
        assertThat(warning.message()).contains("Mean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"while True: pass",
            "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass",
            "import time\ntime.sleep(1000)",
            "def load():\n    [None for i in iter(int, 1) if i]"})
    @Timeout(30)
    void anEndlessLoadIsAbandoned(String source) throws Exception {
        MaterialisedPlugin plugin = plugin("spins").module("plugin.py",
                "import winnow\nwinnow.warn('it has begun')\n" + source).materialised();
        RecordingContext context = new RecordingContext(Settings.NONE);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> ended
                .complete(catchThrowable(() -> runtime.load(plugin, context, warning -> {
                }))));
        while (context.warnings.isEmpty() && !ended.isDone()) {
            Thread.sleep(10);
        }
        assertThat(ended).failsWithin(Duration.ofSeconds(1));
        runtime.abandon(plugin);
        assertThat(ended).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(PythonException.class);
        assertThat(runtime.explain(plugin, ended.join()).code()).isEqualTo(WarningCode.LOAD_TIMEOUT);
    }

    @Test
    void aLoadThatIsAbandonedBeforeItBeginsIsOneThatWasStopped() throws IOException {
        MaterialisedPlugin plugin = plugin("late").module("plugin.py", "").materialised();
        RecordingContext context = new RecordingContext(Settings.NONE);
        try (PythonEngine engine = new PythonEngine();
                LoadedPlugin loaded = new LoadedPlugin(engine, plugin, context, Permissions.NONE, PythonLimits.USUAL,
                        context.noted::add)) {
            loaded.abandon();
            assertThat(runtime.explain(plugin, catchThrowable(loaded::load)).code())
                    .isEqualTo(WarningCode.LOAD_TIMEOUT);
        }
    }

    @Test
    void afterAllThatAnotherPluginLoads() throws IOException {
        explained(plugin("leaver").module("plugin.py", "import os\nos._exit(3)"));
        assertThat(load(plugin("good").module("plugin.py", filter("return query"))).extensions).hasSize(1);
    }
}
