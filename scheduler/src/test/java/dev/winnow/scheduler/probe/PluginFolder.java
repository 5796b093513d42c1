package dev.winnow.scheduler.probe;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** An operators' folder, into which plugins are compiled and written, good ones and bad ones. */
public final class PluginFolder {
    private static final String MAIN = """
        package example;
        import dev.winnow.plugin.spi.*;
        import java.util.*;
        public class Main implements Plugin {
            public void load(PluginContext context) throws Exception {
                context.register(handler(context.pluginName() + ".job"));
                %s
            }
            static JobHandler handler(String name) {
                return new JobHandler() {
                    public String name() { return name; }
                    public JobResult run(JobContext context) { throw new IllegalStateException(); }
                };
            }
        }
        """;

    private final Path root;

    public PluginFolder(Path root) {
        this.root = root;
    }

    /** A Java plugin that registers a job handler and then does this. */
    public void java(String name, String version, String body) {
        java(name, version, "", body);
    }

    /** The same with more in its manifest. */
    public void java(String name, String version, String more, String body) {
        try {
            manifest(name, version, more);
            Path classes = compile(MAIN.formatted(body));
            Path jar = root.resolve(name).resolve("lib").resolve(name + ".jar");
            Files.createDirectories(jar.getParent());
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream packed = new JarOutputStream(out);
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, packed);
                }
                packed.putNextEntry(new JarEntry("META-INF/services/dev.winnow.plugin.spi.Plugin"));
                packed.write("example.Main".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Python plugin of one module. */
    public void python(String name, String version, String source) {
        try {
            manifest(name, version, ", \"initial_modules\": [\"plugin.py\"]");
            Files.writeString(root.resolve(name).resolve("plugin.py"), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plugin without code. */
    public void data(String name, String version, String more) {
        try {
            manifest(name, version, more);
            Files.createDirectories(root.resolve(name).resolve("processes"));
            Files.writeString(root.resolve(name).resolve("processes/hourly.yaml"), """
                schedules:
                  - name: %s.hourly
                    job: diagnostic.noop
                    cron: "0 0 * * * *"
                """.formatted(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(String name) {
        try {
            FileSystemUtils.deleteRecursively(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void manifest(String name, String version, String more) throws IOException {
        Files.createDirectories(root.resolve(name));
        Files.writeString(root.resolve(name).resolve("plugin.json"),
                "{\"name\": \"%s\", \"version\": \"%s\", \"description\": \"d\", \"author\": \"a\"%s}".formatted(name,
                        version, more));
    }

    private static Path compile(String source) throws IOException {
        Path classes = Files.createTempDirectory("probe-classes");
        JavaFileObject unit = new SimpleJavaFileObject(URI.create("string:///Main.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options = List.of("-d", classes.toString(), "--release", "21", "-proc:none", "-classpath",
                System.getProperty("java.class.path") + File.pathSeparator + classes);
        assertThat(ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, List.of(unit)).call())
                .isTrue();
        return classes;
    }
}
