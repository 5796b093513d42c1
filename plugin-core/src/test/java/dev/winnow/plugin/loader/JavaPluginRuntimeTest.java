package dev.winnow.plugin.loader;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class JavaPluginRuntimeTest {
    private static final String PLAIN = """
        package example;
        import dev.winnow.plugin.spi.*;
        public class Main implements Plugin {
            public void load(PluginContext context) { %s }
        }
        """;

    @TempDir
    Path root;

    private final JavaPluginRuntime runtime = new JavaPluginRuntime();
    private final List<PluginWarning> noted = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private TestPlugins plugins = new TestPlugins(Path.of(""));

    @BeforeEach
    void folders() {
        plugins = new TestPlugins(root);
    }

    @Test
    void aPluginSeesTheSpiAndJavaAndNothingElseOfTheHost() throws Exception {
        MaterialisedPlugin plugin = plugins.java("p", "", "example.Main", PLAIN.formatted("""
            for (String name : new String[] {"dev.winnow.plugin.loader.PluginLoader", "tools.jackson.core.JsonParser",
                    "org.semver4j.Semver", "org.slf4j.Logger", "java.sql.Connection",
                    "dev.winnow.plugin.spi.query.Condition", "org.jspecify.annotations.Nullable"}) {
                try {
                    Class.forName(name);
                    context.warn("sees " + name);
                } catch (ClassNotFoundException e) {
                    context.warn("lacks " + name);
                }
            }
            """));
        try (AutoCloseable handle = runtime.load(plugin, recorder, noted::add)) {
            assertThat(recorder.said).containsExactly("lacks dev.winnow.plugin.loader.PluginLoader",
                    "lacks tools.jackson.core.JsonParser", "lacks org.semver4j.Semver", "sees org.slf4j.Logger",
                    "sees java.sql.Connection", "sees dev.winnow.plugin.spi.query.Condition",
                    "sees org.jspecify.annotations.Nullable");
        }
    }

    @Test
    void theContextClassLoaderIsThePluginsWhileItLoadsAndInEveryLaterCall() throws Exception {
        MaterialisedPlugin plugin = plugins.java("p", "", "example.Main", PLAIN.formatted("""
            context.warn(Thread.currentThread().getContextClassLoader().getName());
            context.register(new JobHandler() {
                public String name() { return "j"; }
                public JobResult run(JobContext c) throws Exception {
                    throw new java.io.IOException(Thread.currentThread().getContextClassLoader().getName());
                }
            });
            """));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (AutoCloseable handle = runtime.load(plugin, recorder, noted::add)) {
            assertThat(recorder.said).containsExactly("plugin:p");
            JobHandler handler = (JobHandler) recorder.registered.getFirst();
            assertThat(catchThrowable(() -> call(handler))).isInstanceOf(java.io.IOException.class)
                    .hasMessage("plugin:p");
            assertThat(handler.resourceAction()).isEmpty();
            assertThat(handler.name()).isEqualTo("j");
            assertThat(List.of(handler)).contains(handler);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    @Test
    void twoPluginsWithTheSameClassesDoNotMeet() throws Exception {
        String source = """
            package example;
            import dev.winnow.plugin.spi.*;
            public class Main implements Plugin {
                static int loaded;
                public void load(PluginContext context) { context.warn("" + ++loaded); }
            }
            """;
        try (AutoCloseable one = runtime.load(plugins.java("one", "", "example.Main", source), recorder, noted::add);
                AutoCloseable two = runtime.load(plugins.java("two", "", "example.Main", source), recorder,
                        noted::add)) {
            assertThat(recorder.said).containsExactly("1", "1");
        }
    }

    @Test
    void aJarWithoutEntryIsExplained() throws Exception {
        Path folder = plugins.folder("p", "");
        plugins.jar(plugins.compile("p", List.of(PLAIN.formatted("")), "21"), folder.resolve("p.jar"), Map.of());
        assertThat(failure(plugins.plugin("p")).message())
                .contains("no jar", "META-INF/services/dev.winnow.plugin.spi.Plugin");
    }

    @Test
    void entriesThatNameTheWrongClassAreExplained() throws Exception {
        assertThat(failure(plugins.java("a", "", "example.Gone", PLAIN.formatted("")))).satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.LOAD_MISSING_CLASS);
            assertThat(warning.message()).contains("the class example.Gone is missing");
        });
        assertThat(failure(plugins.java("b", "", "example.Other", "package example; public class Other { }")).message())
                .contains("example.Other does not implement dev.winnow.plugin.spi.Plugin");
        assertThat(failure(plugins.java("c", "", "example.Hidden", """
            package example;
            public class Hidden implements dev.winnow.plugin.spi.Plugin {
                private Hidden() { }
                public void load(dev.winnow.plugin.spi.PluginContext context) { }
            }
            """)).message()).contains("constructor of its Plugin class must be public and have no parameters");
        assertThat(failure(plugins.java("d", "", "not a class name!", PLAIN.formatted(""))).message())
                .contains("its Plugin class cannot be made");
        assertThat(failure(plugins.java("e", "", "example.Thrower", """
            package example;
            public class Thrower implements dev.winnow.plugin.spi.Plugin {
                public Thrower() { throw new IllegalStateException("in the constructor"); }
                public void load(dev.winnow.plugin.spi.PluginContext context) { }
            }
            """)).message()).contains("IllegalStateException: in the constructor");
    }

    @Test
    void aMissingClassIsNamedWithWhereItWasNeeded() throws Exception {
        String helper = "package helper; public class Helper { public static void help() { } }";
        Path folder = plugins.folder("p", "");
        Path classes = plugins.compile("p", List.of(helper, PLAIN.formatted("helper.Helper.help();")), "21");
        Files.delete(classes.resolve("helper/Helper.class"));
        plugins.jar(classes, folder.resolve("p.jar"), Map.of(TestPlugins.ENTRY, "example.Main"));
        PluginWarning warning = failure(plugins.plugin("p"));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_MISSING_CLASS);
        assertThat(warning.message()).contains("the class helper.Helper is missing");
        assertThat(warning.hint()).contains("lib/");
        assertThat(warning.file()).isEqualTo("Main.java");
        assertThat(warning.line()).isEqualTo(4);
    }

    @Test
    void winnowsOwnClassesAreNotForPlugins() throws Exception {
        PluginWarning warning = failure(plugins.java("p", "", "example.Main",
                PLAIN.formatted("System.out.println(dev.winnow.plugin.manifest.PluginName.from(\"x\"));")));
        assertThat(warning.code()).isEqualTo(WarningCode.LOAD_MISSING_CLASS);
        assertThat(warning.hint()).contains("only the classes below dev.winnow.plugin.spi");
    }

    @Test
    void aPluginForANewerJavaIsExplained() throws Exception {
        Path folder = plugins.folder("p", "");
        Path classes = plugins.compile("p", List.of(PLAIN.formatted("")), "21");
        Path main = classes.resolve("example/Main.class");
        byte[] bytes = Files.readAllBytes(main);
        bytes[7] = (byte) (44 + 99);
        Files.write(main, bytes);
        plugins.jar(classes, folder.resolve("p.jar"), Map.of(TestPlugins.ENTRY, "example.Main"));
        assertThat(failure(plugins.plugin("p")).message())
                .contains("built for Java 99, and this is Java " + Runtime.version().feature());
    }

    @Test
    void aTornJarIsExplained() throws Exception {
        MaterialisedPlugin plugin = plugins.java("p", "", "example.Main", PLAIN.formatted(""));
        Path jar = plugin.folder().resolve("lib/p.jar");
        Files.write(jar, java.util.Arrays.copyOf(Files.readAllBytes(jar), 100));
        PluginWarning warning = failure(plugin);
        assertThat(warning.plugin()).isEqualTo("p");
        assertThat(warning.message()).contains("is not loaded", "its jar p.jar cannot be read");
        assertThat(warning.hint()).contains("copy it anew");
    }

    @Test
    void aPluginSeesTheClassesOfThoseItRequiresAndOfNoOthers() throws Exception {
        String helper = "package helper; public class Helper { public static Class<?> me() { return Helper.class; } }";
        String saying = PLAIN.formatted("context.warn(\"\" + helper.Helper.me().getClassLoader().getName());");
        MaterialisedPlugin base = plugins.java("base", "", "example.Main", helper, PLAIN.formatted(""));
        MaterialisedPlugin middle = withoutHelper("middle", "base", helper, saying);
        MaterialisedPlugin top = withoutHelper("top", "middle", helper, saying);
        MaterialisedPlugin stranger = withoutHelper("stranger", "", helper, saying);
        try (AutoCloseable first = runtime.load(base, recorder, noted::add);
                AutoCloseable second = runtime.load(middle, recorder, noted::add)) {
            assertThat(recorder.said).singleElement().asString().contains("plugin:base");
            assertThat(failure(stranger).message()).contains("the class helper.Helper is missing");
            assertThat(failure(top).message()).contains("the class helper.Helper is missing");
        }
        assertThat(failure(middle).message()).contains("the class helper.Helper is missing");
    }

    @Test
    void aPluginsOwnClassComesBeforeThatOfAPluginItRequires() throws Exception {
        String helper = "package helper; public class Helper { public static Class<?> me() { return Helper.class; } }";
        String saying = PLAIN.formatted("context.warn(\"\" + helper.Helper.me().getClassLoader().getName());");
        MaterialisedPlugin base = plugins.java("base", "", "example.Main", helper, PLAIN.formatted(""));
        MaterialisedPlugin own = plugins.java("own", requires("base"), "example.Main", helper, saying);
        try (AutoCloseable first = runtime.load(base, recorder, noted::add);
                AutoCloseable second = runtime.load(own, recorder, noted::add)) {
            assertThat(recorder.said).singleElement().asString().contains("plugin:own");
        }
    }

    @Test
    void resourcesOfAllKindsAreReadFromTheJarWithoutKeepingItOpen() throws Exception {
        Path folder = plugins.folder("p", "");
        Path classes = plugins.compile("p", List.of(PLAIN.formatted("""
            try {
                ClassLoader loader = Main.class.getClassLoader();
                context.warn(new String(loader.getResourceAsStream("a folder/ü#.txt").readAllBytes()));
                java.net.URLConnection connection = loader.getResource("a folder/ü#.txt").openConnection();
                connection.setUseCaches(false);
                try (java.io.InputStream in = connection.getInputStream()) {
                    context.warn(new String(in.readAllBytes()));
                }
                context.warn("" + Main.class.getPackage().getImplementationVersion());
                context.warn("" + loader.getResourceAsStream("gone.txt"));
                context.warn("" + java.util.Collections.list(loader.getResources("META-INF/MANIFEST.MF")).size());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            """)), "21");
        plugins.jar(classes, folder.resolve("p.jar"),
                Map.of(TestPlugins.ENTRY, "# a comment\nexample.Main # another\n\nexample.Main", "a folder/ü#.txt",
                        "text",
                        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 3.2\n"));
        runtime.load(plugins.plugin("p"), recorder, noted::add).close();
        assertThat(recorder.said).containsExactly("text", "text", "3.2", "null", "1");
    }

    @Test
    void aJarThatPointsToOthersByClassPathIsNotFollowed() throws Exception {
        String helper = "package helper; public class Helper { public static void help() { } }";
        Path folder = plugins.folder("p", "");
        Path classes = plugins.compile("p", List.of(helper, PLAIN.formatted("helper.Helper.help();")), "21");
        plugins.jar(classes, root.resolve("outside.jar"), Map.of());
        Files.delete(classes.resolve("helper/Helper.class"));
        plugins.jar(classes, folder.resolve("p.jar"), Map.of(TestPlugins.ENTRY, "example.Main", "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nClass-Path: ../outside.jar\n"));
        assertThat(failure(plugins.plugin("p")).message()).contains("the class helper.Helper is missing");
    }

    private MaterialisedPlugin withoutHelper(String name, String required, String... sources) throws Exception {
        Path folder = plugins.folder(name, required.isEmpty() ? "" : requires(required));
        Path classes = plugins.compile(name, List.of(sources), "21");
        Files.delete(classes.resolve("helper/Helper.class"));
        plugins.jar(classes, folder.resolve("p.jar"), Map.of(TestPlugins.ENTRY, "example.Main"));
        return plugins.plugin(name);
    }

    private static String requires(String plugin) {
        return "\"requires\": {\"plugins\": {\"" + plugin + "\": \"*\"}}";
    }

    private PluginWarning failure(MaterialisedPlugin plugin) {
        Throwable failure = catchThrowable(() -> runtime.load(plugin, recorder, noted::add).close());
        assertThat(failure).isNotNull();
        return runtime.explain(plugin, failure);
    }

    @SuppressWarnings("NullAway")
    private static void call(JobHandler handler) throws Exception {
        handler.run(null);
    }

    /** Keeps what a plugin does. */
    private static final class Recorder implements PluginContext {
        private final List<String> said = new ArrayList<>();
        private final List<Extension> registered = new ArrayList<>();

        @Override
        public String pluginName() {
            return "p";
        }

        @Override
        public String pluginVersion() {
            return "1.0.0";
        }

        @Override
        public Settings settings() {
            return Settings.NONE;
        }

        @Override
        public Secrets secrets() {
            return reference -> reference;
        }

        @Override
        public Outbound outbound() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void register(Extension extension) {
            registered.add(extension);
        }

        @Override
        public void warn(String message) {
            said.add(message);
        }
    }
}
