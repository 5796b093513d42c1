package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Compiles plugins, broken ones among them, into folders as an operator would have them. */
final class TestPlugins {
    static final String ENTRY = "META-INF/services/dev.winnow.plugin.spi.Plugin";

    private static final Pattern CLASS_NAME = Pattern.compile("(?:class|interface|record)\\s+(\\w+)");

    private final Path root;

    TestPlugins(Path root) {
        this.root = root;
    }

    /** A plugin of this body for {@code load(PluginContext context)}. */
    MaterialisedPlugin loading(String name, String manifest, String body) throws Exception {
        return java(name, manifest, "example.Main", """
            package example;
            import dev.winnow.plugin.spi.*;
            import dev.winnow.plugin.spi.query.*;
            public class Main implements Plugin {
                public void load(PluginContext context) throws Exception {
                    %s
                }
                static JobHandler handler(String name, java.util.concurrent.Callable<String> code) {
                    return new JobHandler() {
                        public String name() { return name; }
                        public JobResult run(JobContext context) throws Exception {
                            throw new NoRetryException(code.call());
                        }
                    };
                }
            }
            """.formatted(body));
    }

    /** A plugin of these sources in one jar, whose entry file names a class. */
    MaterialisedPlugin java(String name, String manifest, String entry, String... sources) throws Exception {
        Path folder = folder(name, manifest);
        Path classes = compile(name, List.of(sources), "21");
        jar(classes, folder.resolve("lib/" + name + ".jar"), Map.of(ENTRY, entry));
        return plugin(name);
    }

    /** Classes of these sources in a folder. */
    Path compile(String name, List<String> sources, String release) throws IOException {
        Path classes = Files.createDirectories(root.resolve("classes-" + name));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) {
            Matcher matcher = CLASS_NAME.matcher(source);
            assertThat(matcher.find()).isTrue();
            units.add(source(matcher.group(1), source));
        }
        List<String> options = List.of("-d", classes.toString(), "--release", release, "-proc:none", "-classpath",
                System.getProperty("java.class.path") + java.io.File.pathSeparator + classes);
        assertThat(compiler.getTask(null, null, null, options, null, units).call()).isTrue();
        return classes;
    }

    private static JavaFileObject source(String className, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    void jar(Path classes, Path target, Map<String, String> resources) throws IOException {
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                jar.putNextEntry(new JarEntry(resource.getKey()));
                jar.write(resource.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** A plugin's folder with a manifest that names it and more. */
    Path folder(String name, String more) throws IOException {
        write(name, "plugin.json", "{\"name\": \"" + name + "\"" + (more.isEmpty() ? "" : ", " + more) + "}");
        return root.resolve(name);
    }

    void write(String name, String path, String text) throws IOException {
        Path file = root.resolve(name).resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What lies in a plugin's folder, as if it had been published. */
    MaterialisedPlugin plugin(String name) throws PluginRefusedException {
        return new MaterialisedPlugin(new ManifestReader().read(root.resolve(name), name).manifest(), "d1" + name,
                root.resolve(name), new Settings(Map.of("colour", "red")));
    }
}
