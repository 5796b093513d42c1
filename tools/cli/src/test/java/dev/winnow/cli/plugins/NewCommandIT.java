package dev.winnow.cli.plugins;

import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.manifest.ManifestReading;
import dev.winnow.plugin.python.PythonPluginRuntime;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.testkit.TestPlugin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class NewCommandIT {
    private static final Path SDK = Path.of(System.getProperty("winnow.test.sdk", "target/sdk"));

    @TempDir
    Path root;

    private final StringWriter said = new StringWriter();

    @Test
    void aNewJavaPluginIsBuiltByMavenAndLoads() throws Exception {
        Path folder = root.resolve("my-first");
        assertThat(run(folder.toString(), "--language", "java", "--sdk", SDK.toString())).as("%s", said).isZero();
        Path log = root.resolve("maven.log");
        Process maven = new ProcessBuilder("mvn", "-B", "-o", "-U", "-Daether.offline.protocols=file",
                "-Dmaven.repo.local=" + System.getProperty("winnow.test.repository"), "package")
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroyForcibly();
        }
        assertThat(maven.exitValue()).as("%s", Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("Tests run: 2, Failures: 0, Errors: 0");
        Path built = folder.resolve("target/my-first");
        try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
            assertThat(jars).extracting(jar -> jar.getFileName().toString()).containsExactly("my-first-1.0.0.jar");
        }
        loads(built, "my-first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-first", "9lives", "class"})
    void aNewPythonPluginLoadsAsItIs(String name) throws Exception {
        Path folder = root.resolve(name);
        assertThat(run(folder.toString(), "--language", "python")).as("%s", said).isZero();
        loads(folder, Character.isDigit(name.charAt(0)) ? "p_" + name : name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9lives", "class", "a_-b"})
    void eachNameMakesSourcesWithoutPlaceholders(String name) throws Exception {
        Path folder = root.resolve(name);
        assertThat(run(folder.toString(), "--language", "java", "--sdk", SDK.toString())).isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString() + Files.readString(file)).doesNotContainPattern("@(name|class|path|package"
                        + "|extension|version|sdk)@");
            }
        }
    }

    @Test
    void whatCannotBeMadeIsSaidAndNothingIsWritten() throws Exception {
        Path taken = Files.createDirectories(root.resolve("taken"));
        Files.writeString(taken.resolve("mine.txt"), "mine");
        assertThat(run(taken.toString(), "--language", "python")).isEqualTo(2);
        assertThat(said.toString()).contains("not an empty folder");
        assertThat(run(taken.resolve("mine.txt").toString(), "--language", "python", "--name", "x")).isEqualTo(2);
        assertThat(run(root.resolve("Bad Name").toString(), "--language", "python")).isEqualTo(2);
        assertThat(said.toString()).contains("'bad_name' would do");
        assertThat(run(root.resolve("x").toString(), "--language", "cobol")).isEqualTo(2);
        assertThat(run(root.resolve("x").toString())).isEqualTo(2);
        assertThat(run(root.resolve("x").toString(), "--language", "java", "--sdk", root.toString())).isEqualTo(2);
        assertThat(said.toString()).contains("--sdk");
        assertThat(run(root.resolve("Other Name").toString(), "--language", "python", "--name", "fine")).isZero();
        try (Stream<Path> children = Files.list(root)) {
            assertThat(children).extracting(child -> child.getFileName().toString()).containsExactlyInAnyOrder("taken",
                    "Other Name");
        }
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new NewCommand());
        line.setOut(new PrintWriter(said));
        line.setErr(new PrintWriter(said));
        return line.execute(arguments);
    }

    private static void loads(Path folder, String extension) throws Exception {
        String name = folder.getFileName().toString();
        ManifestReading reading = new ManifestReader().read(folder, name);
        assertThat(reading.warnings()).isEmpty();
        TestPlugin context = TestPlugin.named(name);
        try (PluginLoader loader = new PluginLoader(List.of(new JavaPluginRuntime(), new PythonPluginRuntime()),
                Duration.ofMinutes(2), context.secrets(), context.outbound())) {
            LoadReport report = loader.load(
                    List.of(new MaterialisedPlugin(reading.manifest(), "d", folder, Settings.NONE)), List.of());
            assertThat(report.warnings()).isEmpty();
            for (Map.Entry<Class<? extends Extension>, String> each : Map.of(ResourceFilter.class, extension,
                    JobHandler.class, extension + ".report", ScheduleDefinition.class, extension + "-report",
                    InsightDefinition.class, extension + "-without-owner").entrySet()) {
                assertThat(report.registry().find(each.getKey(), each.getValue())).as("%s", each).isPresent();
            }
        }
    }
}
