package dev.winnow.plugin.loader;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PluginLoaderTest {
    private static final Outbound DIRECT = new Outbound() {
        @Override
        public ProxySelector proxySelector() {
            return ProxySelector.of(null);
        }

        @Override
        public Optional<Authenticator> proxyAuthenticator() {
            return Optional.empty();
        }
    };

    @TempDir
    Path root;

    private TestPlugins plugins = new TestPlugins(Path.of(""));
    private final List<PluginLoader> loaders = new ArrayList<>();

    @BeforeEach
    void folders() {
        plugins = new TestPlugins(root);
    }

    @AfterEach
    void unload() {
        loaders.forEach(PluginLoader::close);
    }

    @Test
    void whatAPluginRegistersIsFound() throws Exception {
        LoadReport report = load(plugins.loading("good", "", """
            context.register(handler("good.job", () -> context.settings().requiredText("colour")));
            context.warn("take care");
            """));
        Registered<JobHandler> found = report.registry().find(JobHandler.class, "good.job").orElseThrow();
        assertThat(found.plugin()).isEqualTo("good");
        assertThat(found.digest()).isEqualTo("d1good");
        assertThatThrownBy(() -> call(found.extension())).hasMessage("red");
        assertThat(report.failed()).isEmpty();
        assertThat(report.durations()).containsOnlyKeys("good");
        assertThat(report.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.EMITTED);
            assertThat(warning.message()).isEqualTo("take care");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        throw new IllegalStateException("no such luck");            | IllegalStateException: no such luck
        throw new Exception();                                      | java.lang.Exception
        throw new LinkageError("torn");                             | do not fit together
        throw new OutOfMemoryError("heap");                         | takes more memory than there is
        class Deep { void go() { go(); } } new Deep().go();         | calls itself without end
        class Bad { static { if (true) throw new RuntimeException("static trouble"); } } new Bad(); | static trouble
        throw new Error("a plain error");                           | java.lang.Error: a plain error
        throw new RuntimeException() { public String getMessage() { throw new Error("again"); } }; | it threw example.Main
        context.register(null);                                     | the extension to register is null
        context.register(handler(null, null));                      | is null
        context.register(handler("x", null)); context.register(handler("x", null)); | registers the job handler 'x' twice
        """)
    void whateverAPluginThrowsIsAWarningOnItAndNothingElse(String body, String expected) throws Exception {
        LoadReport report = load(plugins.loading("bad", "", "context.register(handler(\"bad.job\", null)); if (true) {"
                + body + "}"), plugins.loading("good", "", "context.register(handler(\"good.job\", null));"));
        assertThat(report.failed()).containsExactly("bad");
        PluginWarning warning = only(report, "bad");
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_FAILED);
        assertThat(warning.message()).contains("'bad' is not loaded").contains(expected);
        assertThat(warning.hint()).isNotBlank();
        assertThat(warning.digest()).isEqualTo("d1bad");
        assertThat(report.registry().find(JobHandler.class, "bad.job")).isEmpty();
        assertThat(report.registry().find(JobHandler.class, "good.job")).isPresent();
    }

    @Test
    void theLineThatThrewIsNamed() throws Exception {
        LoadReport report = load(plugins.loading("bad", "", "throw new IllegalStateException();"));
        assertThat(only(report, "bad").file()).isEqualTo("Main.java");
        assertThat(only(report, "bad").line()).isEqualTo(6);
    }

    @Test
    void aPluginThatIsNotDoneInTimeIsLeftBehindAndWhatItRegistersLateIsRefused() throws Exception {
        MaterialisedPlugin slow = plugins.loading("slow", "", """
            try { Thread.sleep(60_000); } catch (InterruptedException e) { }
            try {
                context.register(handler("late.job", null));
            } catch (IllegalStateException e) {
                System.setProperty("test.late", e.getMessage());
            }
            """);
        try {
            LoadReport report = loader(Duration.ofSeconds(5)).load(
                    List.of(slow, plugins.loading("good", "", "context.register(handler(\"good.job\", null));")),
                    List.of());
            assertThat(only(report, "slow").code()).isEqualTo(WarningCode.LOAD_TIMEOUT);
            assertThat(only(report, "slow").message()).contains("not done after 5 s", "example.Main.load");
            assertThat(only(report, "slow").file()).isEqualTo("Main.java");
            assertThat(report.registry().find(JobHandler.class, "good.job")).isPresent();
            for (int i = 0; i < 500 && System.getProperty("test.late") == null; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            assertThat(System.getProperty("test.late")).contains("after loading has ended");
        } finally {
            System.clearProperty("test.late");
        }
    }

    @Test
    void aLoopThatIgnoresInterruptsDoesNotHoldUpTheOthers() throws Exception {
        LoadReport report = loader(Duration.ofMillis(300)).load(List.of(plugins.loading("loop", "",
                "long until = System.nanoTime() + 3_000_000_000L; while (System.nanoTime() < until) { }")), List.of());
        assertThat(only(report, "loop").code()).isEqualTo(WarningCode.LOAD_TIMEOUT);
    }

    @Test
    void afterPluginsThatHangTheOthersLoadAndWhatOneDidToItsThreadIsGone() throws Exception {
        String hanging = """
            long until = System.nanoTime() + 20_000_000_000L;
            while (System.nanoTime() < until) {
                try { Thread.sleep(1000); } catch (InterruptedException e) { }
            }
            """;
        LoadReport report = loader(Duration.ofSeconds(5)).load(List.of(plugins.loading("a", "", hanging),
                plugins.loading("b", "", "Thread.currentThread().interrupt(); Thread.currentThread().setPriority(1);"
                        + "Thread.currentThread().setContextClassLoader(null); context.register(handler(\"b\", null));"),
                plugins.loading("c", "",
                        "context.warn(Thread.interrupted() + \" \" + Thread.currentThread().getPriority()"
                                + " + \" \" + Thread.currentThread().getContextClassLoader().getName() + \" \""
                                + " + Thread.currentThread().getName());"),
                plugins.loading("d", "\"requires\": {\"plugins\": {\"a\": \"*\"}}", ""),
                plugins.loading("e", "", hanging), plugins.loading("f", "", "context.register(handler(\"f\", null));")),
                List.of());
        assertThat(report.failed()).containsExactlyInAnyOrder("a", "d", "e");
        assertThat(only(report, "e").code()).isEqualTo(WarningCode.LOAD_TIMEOUT);
        assertThat(only(report, "d").code()).isEqualTo(WarningCode.DEPENDENCY);
        assertThat(report.warnings()).extracting(PluginWarning::message)
                .contains("false 5 plugin:c plugin-load-c");
        assertThat(names(report, JobHandler.class)).containsExactly("b", "f");
        assertThat(report.durations()).containsOnlyKeys("a", "b", "c", "d", "e", "f");
    }

    @Test
    void pluginsAreLoadedAfterThoseTheyNeedAndByName() throws Exception {
        MaterialisedPlugin first = plugins.loading("a", "\"requires\": {\"plugins\": {\"z\": \">=1.0\"}}",
                "context.register(handler(\"a\", null));");
        MaterialisedPlugin second = plugins.loading("b", "", "context.register(handler(\"b\", null));");
        MaterialisedPlugin last = plugins.loading("z", "\"version\": \"1.1.0\"",
                "context.register(handler(\"z\", null));");
        assertThat(new LoadOrder(List.of(last, second, first)).inOrder()).extracting(MaterialisedPlugin::name)
                .containsExactly("b", "z", "a");
        assertThat(load(first, second, last).failed()).isEmpty();
    }

    @Test
    void whatARequirementLacksIsSaid() throws Exception {
        String code = "context.register(handler(context.pluginName(), null));";
        LoadReport report = load(
                plugins.loading("missing", "\"requires\": {\"plugins\": {\"gone\": \"*\"}}", code),
                plugins.loading("behind", "\"requires\": {\"plugins\": {\"missing\": \"*\"}}", code),
                plugins.loading("version", "\"requires\": {\"plugins\": {\"fine\": \">=2.0\"}}", code),
                plugins.loading("ring1", "\"requires\": {\"plugins\": {\"ring2\": \"*\"}}", code),
                plugins.loading("ring2", "\"requires\": {\"plugins\": {\"ring1\": \"*\"}}", code),
                plugins.loading("host", "\"requires\": {\"winnow\": \">=9.0\"}", code),
                plugins.loading("fine", "\"version\": \"1.0.0\", \"requires\": {\"winnow\": \">=1.0 <2.0\"}", code));
        assertThat(report.failed()).containsExactlyInAnyOrder("missing", "behind", "version", "ring1", "ring2", "host");
        assertThat(only(report, "missing").message()).contains("needs plugin 'gone', which is not there");
        assertThat(only(report, "behind").message()).contains("needs plugin 'missing', which is not loaded");
        assertThat(only(report, "version").message()).contains("'fine' in version >=2.0, and 1.0.0 is there");
        assertThat(only(report, "ring1").message()).contains("ring1 -> ring2 -> ring1");
        assertThat(only(report, "ring2").code()).isEqualTo(WarningCode.DEPENDENCY);
        assertThat(only(report, "host").code()).isEqualTo(WarningCode.HOST_VERSION);
    }

    @Test
    void aNameThatIsTakenOrMalformedIsRefusedAloneAndTheFirstInOrderWins() throws Exception {
        JobHandler builtIn = new JobHandler() {
            @Override
            public String name() {
                return "harvest.all";
            }

            @Override
            public dev.winnow.plugin.spi.JobResult run(dev.winnow.plugin.spi.JobContext context) {
                throw new UnsupportedOperationException();
            }
        };
        String code = """
            context.register(handler("shared", null));
            context.register(handler("harvest.all", null));
            context.register(handler("Bad Name", null));
            context.register(handler(context.pluginName() + ".own", null));
            """;
        PluginLoader loader = loader(Duration.ofSeconds(30));
        LoadReport report = loader.load(List.of(plugins.loading("two", "", code), plugins.loading("one", "", code)),
                List.of(new Registered<>("winnow", "", new LoadingContext(plugins.plugin("one"), key -> key, DIRECT),
                        builtIn)));
        assertThat(report.failed()).isEmpty();
        assertThat(report.registry().find(JobHandler.class, "shared").orElseThrow().plugin()).isEqualTo("one");
        assertThat(report.registry().find(JobHandler.class, "harvest.all").orElseThrow().plugin()).isEqualTo("winnow");
        assertThat(report.registry().all(JobHandler.class)).extracting(each -> each.extension().name())
                .containsExactly("harvest.all", "one.own", "shared", "two.own");
        assertThat(report.warnings()).hasSize(5).extracting(PluginWarning::code)
                .containsOnly(WarningCode.EXTENSION_REFUSED);
        assertThat(report.warnings()).extracting(PluginWarning::message)
                .anySatisfy(message -> assertThat(message)
                        .contains("job handler 'shared' of plugin 'two'", "taken by plugin 'one'"));
    }

    @Test
    void schedulesInsightsAndPagesOfAnyPluginAreRegistered() throws Exception {
        plugins.folder("data", """
            "ui": [{"kind": "page", "id": "p", "entry": "assets/index.html"},
                   {"kind": "card", "id": "c", "entry": "assets/gone.html"}]""");
        plugins.write("data", "assets/index.html", "<p>");
        plugins.write("data", "processes/a.yaml", "schedules: [{name: s, job: j, interval: 5m}, {name: bad}]");
        plugins.write("data", "insights/a.yaml",
                "insights: [{name: i, resource-type: instance, filters: [{filter: f}]}]");
        LoadReport report = load(plugins.plugin("data"));
        assertThat(report.failed()).isEmpty();
        assertThat(names(report, ScheduleDefinition.class)).containsExactly("s");
        assertThat(names(report, InsightDefinition.class)).containsExactly("i");
        assertThat(names(report, FrontendModule.class)).containsExactly("data.p");
        assertThat(report.warnings()).extracting(PluginWarning::code).containsOnly(WarningCode.DEFINITION_REFUSED);
        assertThat(report.warnings()).extracting(PluginWarning::file).containsExactlyInAnyOrder("processes/a.yaml",
                "plugin.json");
        assertThat(report.warnings()).extracting(PluginWarning::digest).containsOnly("d1data");
    }

    @Test
    void aPluginThatRegistersNothingIsTold() throws Exception {
        LoadReport report = load(plugins.loading("idle", "", ""));
        assertThat(report.failed()).isEmpty();
        assertThat(only(report, "idle").code()).isEqualTo(WarningCode.NOTHING_REGISTERED);
    }

    @Test
    void aPluginWhoseLanguageHasNoRuntimeIsTold() throws Exception {
        plugins.write("snake", "plugin.py", "");
        LoadReport report = load(plugins.plugin("snake"));
        assertThat(only(report, "snake").message()).contains("no runtime for PYTHON");
    }

    @Test
    void closingUnloadsInTheOppositeOrderWhateverUnloadDoes() throws Exception {
        String unloading = """
            package example;
            import dev.winnow.plugin.spi.*;
            public class Main implements Plugin {
                String name;
                public void load(PluginContext context) {
                    name = context.pluginName();
                }
                public void unload() {
                    System.setProperty("test.unloaded", System.getProperty("test.unloaded", "") + name + ";");
                    throw new StackOverflowError();
                }
            }
            """;
        try {
            PluginLoader loader = loader(Duration.ofSeconds(30));
            loader.load(List.of(plugins.java("one", "", "example.Main", unloading),
                    plugins.java("two", "", "example.Main", unloading)), List.of());
            loader.close();
            assertThat(System.getProperty("test.unloaded")).isEqualTo("two;one;");
        } finally {
            System.clearProperty("test.unloaded");
        }
    }

    private LoadReport load(MaterialisedPlugin... given) {
        return loader(Duration.ofSeconds(30)).load(Arrays.asList(given), List.of());
    }

    private PluginLoader loader(Duration deadline) {
        PluginLoader loader = new PluginLoader(List.of(new JavaPluginRuntime()), deadline, key -> key, DIRECT);
        loaders.add(loader);
        return loader;
    }

    private static PluginWarning only(LoadReport report, String plugin) {
        List<PluginWarning> found = report.warnings().stream().filter(warning -> warning.plugin().equals(plugin))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static <E extends Extension> List<String> names(LoadReport report, Class<E> kind) {
        return report.registry().all(kind).stream().map(each -> each.extension().name()).toList();
    }

    @SuppressWarnings("NullAway")
    private static void call(JobHandler handler) throws Exception {
        handler.run(null);
    }
}
