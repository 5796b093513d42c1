package dev.winnow.plugin.loader;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.scan.BytecodeScan;
import dev.winnow.plugin.spi.SpiVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks through plugins that were compiled against an SPI with deprecated parts beside the real one. */
class BytecodeScanTest {
    private static final String TYPE = """
        package dev.winnow.plugin.spi.old;
        import dev.winnow.plugin.spi.ReplacedBy;
        public class Tool {
            @Deprecated(since = "1.2") @ReplacedBy("Tool.cut(int)") public void saw(String what, int[] how) { }
            @Deprecated public static int count = Integer.getInteger("x", 3);
            @Deprecated(since = "1.3") public Tool(long size) { }
            public Tool() { }
            public void cut(int how) { }
            public void gone() { }
        }
        """;
    private static final String INTERFACE = """
        package dev.winnow.plugin.spi.old;
        public interface Shape {
            @Deprecated(since = "1.1") default String colour() { return "red"; }
            default String size() { return "1"; }
        }
        """;
    private static final String ANNOTATION = """
        package dev.winnow.plugin.spi.old;
        @Deprecated(since = "1.4") @dev.winnow.plugin.spi.ReplacedBy("nothing at all") public @interface Mark { }
        """;

    @TempDir
    Path root;

    private TestPlugins plugins = new TestPlugins(Path.of(""));

    @BeforeEach
    void folders() {
        plugins = new TestPlugins(root);
    }

    @Test
    void eachUseOfADeprecatedMemberIsNamedWithItsPlaceAndReplacement() throws Exception {
        List<PluginWarning> found = scan("""
            package example;
            import dev.winnow.plugin.spi.old.*;
            public class Main {
                void calls(Tool tool) {
                    tool.cut(1);
                    tool.saw("x", null);
                }
                Object makes() {
                    return new Tool(5L);
                }
                int reads() {
                    return Tool.count;
                }
                java.util.function.BiConsumer<String, int[]> refers(Tool tool) {
                    return tool::saw;
                }
            }
            """);
        assertThat(found).extracting(PluginWarning::code).containsOnly(WarningCode.DEPRECATED_API);
        assertThat(found).extracting(PluginWarning::file).containsOnly("Main.java");
        assertThat(found).extracting(PluginWarning::line).containsExactlyInAnyOrder(6, 9, 12);
        assertThat(found).filteredOn(warning -> warning.line() == 6).singleElement().satisfies(warning -> {
            assertThat(warning.message())
                    .isEqualTo("Tool.saw(String, int[]) is deprecated since version 1.2 and will be"
                            + " removed in the next major version of the plugin interface; it is used by class example.Main");
            assertThat(warning.hint()).startsWith("Use Tool.cut(int) instead");
            assertThat(warning.plugin()).isEqualTo("p");
            assertThat(warning.digest()).isEqualTo("d");
        });
        assertThat(found).filteredOn(warning -> warning.line() == 9).singleElement().extracting(PluginWarning::message)
                .asString().startsWith("new Tool(long) is deprecated since version 1.3");
        assertThat(found).filteredOn(warning -> warning.line() == 12).singleElement().satisfies(warning -> {
            assertThat(warning.message()).startsWith("Tool.count is deprecated and will be removed");
            assertThat(warning.hint()).contains("no replacement");
        });
    }

    @Test
    void aMethodReferenceAloneIsAUse() throws Exception {
        assertThat(scan("""
            package example;
            import dev.winnow.plugin.spi.old.*;
            public class Main {
                java.util.function.BiConsumer<String, int[]> refers(Tool tool) {
                    return tool::saw;
                }
            }
            """)).singleElement().extracting(PluginWarning::line).isEqualTo(5);
    }

    @Test
    void overridingAnnotatingAndInheritedCallsCountOverThePluginsOwnClasses() throws Exception {
        List<PluginWarning> found = scan("""
            package example;
            import dev.winnow.plugin.spi.old.*;
            public abstract class Base implements Shape {
                public String size() { return colour(); }
            }
            """, """
            package example;
            @dev.winnow.plugin.spi.old.Mark
            public class Main extends Base {
                public String colour() {
                    return "blue";
                }
            }
            """);
        assertThat(found).extracting(warning -> warning.file() + ":" + warning.line()).containsExactlyInAnyOrder(
                "Base.java:4", "Main.java:5", "Main.java:0");
        assertThat(found).extracting(PluginWarning::message).anyMatch(text -> text.startsWith("Mark is deprecated"))
                .filteredOn(text -> text.startsWith("Shape.colour() is deprecated since version 1.1")).hasSize(2);
    }

    @Test
    void whatThisSpiDoesNotHaveIsSaidBeforeItFails() throws Exception {
        Path classes = compile("""
            package example;
            import dev.winnow.plugin.spi.old.*;
            public class Main {
                Object runs(Tool tool, Shape shape) {
                    tool.gone();
                    return shape.hashCode() + shape.toString();
                }
            }
            """);
        String older = TYPE.replace("public void gone() { }", "");
        Path spi = plugins.compile("older", List.of(older, INTERFACE, ANNOTATION), "21");
        try (URLClassLoader host = host(spi)) {
            List<PluginWarning> found = new BytecodeScan(host).scan("p", "d", List.of(jar(classes)));
            assertThat(found).singleElement().satisfies(warning -> {
                assertThat(warning.code()).isEqualTo(WarningCode.LOAD_MISSING_CLASS);
                assertThat(warning.message()).isEqualTo("Tool.gone() is not in this plugin interface ("
                        + SpiVersion.CURRENT + "); class example.Main fails where it needs it");
                assertThat(warning.line()).isEqualTo(5);
            });
        }
        try (URLClassLoader host = host(root.resolve("nothing"))) {
            assertThat(new BytecodeScan(host).scan("p", "d", List.of(jar(classes)))).extracting(PluginWarning::message)
                    .anyMatch(text -> text.startsWith("Tool is not in this plugin interface"));
        }
    }

    @Test
    void aPluginThatUsesTheSpiAsItIsHasNoWarnings() throws Exception {
        MaterialisedPlugin plugin = plugins.loading("fine", "", """
            record Arguments(String text) { }
            context.register(handler(context.pluginName(), () -> String.valueOf(new RetryLaterException("x",
                    java.time.Duration.ZERO, null).getMessage()) + Priority.P1.ordinal() + Priority.valueOf("P2").name()
                    + new Settings(java.util.Map.of()).equals(null) + SettingField.text("a", "b", "c").hashCode()
                    + DbObjects.Resource.NAME.equalTo("x").and(Condition.always()).getClass()));
            """);
        assertThat(new JavaPluginRuntime().inspect(plugin)).isEmpty();
    }

    @Test
    void noClassFileHoweverBrokenStopsTheScan() throws Exception {
        Path classes = compile("""
            package example;
            public class Main {
                void calls(dev.winnow.plugin.spi.old.Tool tool) { tool.saw("x", null); }
            }
            """);
        byte[] good = Files.readAllBytes(classes.resolve("example/Main.class"));
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bad = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = 0; bad.length > 0 && flips < 1 + i % 8; flips++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Files.write(classes.resolve("example/Bad" + i + ".class"), bad);
        }
        ByteArrayOutputStream huge = new ByteArrayOutputStream();
        huge.write("dev/winnow/plugin/spi/".getBytes(StandardCharsets.UTF_8));
        huge.write(new byte[9 * 1024 * 1024]);
        Files.write(classes.resolve("example/Huge.class"), huge.toByteArray());
        try (URLClassLoader host = host(spi())) {
            assertThat(new BytecodeScan(host).scan("p", "d", List.of(jar(classes)))).anySatisfy(warning -> {
                assertThat(warning.message()).startsWith("Tool.saw(String, int[])").endsWith("class example.Main");
                assertThat(warning.line()).isEqualTo(3);
            });
        }
    }

    private List<PluginWarning> scan(String... sources) throws Exception {
        Path jar = jar(compile(sources));
        try (URLClassLoader host = host(spi())) {
            return new BytecodeScan(host).scan("p", "d", List.of(jar));
        }
    }

    private Path spi() throws IOException {
        return plugins.compile("spi", List.of(TYPE, INTERFACE, ANNOTATION), "21");
    }

    /** The plugin's own classes; those of the SPI it was compiled against are taken away. */
    private Path compile(String... sources) throws IOException {
        Path classes = plugins.compile("p", Stream.concat(Stream.of(TYPE, INTERFACE, ANNOTATION), Stream.of(sources))
                .toList(), "21");
        for (String name : List.of("Tool", "Shape", "Mark")) {
            Files.delete(classes.resolve("dev/winnow/plugin/spi/old/" + name + ".class"));
        }
        return classes;
    }

    private Path jar(Path classes) throws IOException {
        Path jar = root.resolve("p.jar");
        plugins.jar(classes, jar, Map.of());
        return jar;
    }

    private static URLClassLoader host(Path spi) throws IOException {
        return new URLClassLoader(new URL[]{Path.of(spi + "/").toUri().toURL()},
                BytecodeScanTest.class.getClassLoader());
    }
}
