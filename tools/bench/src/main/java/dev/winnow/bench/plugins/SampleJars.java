package dev.winnow.bench.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Small Java plugins, each a jar with an entry, a filter and a job: for Winnow by ServiceLoader's file, for pf4j by its
 * manifest and index of extensions, the same classes for both.
 *
 * @param root where folders are made
 */
record SampleJars(Path root) {
    private static final String SOURCE = """
        package sample.p%1$d;
        import dev.winnow.plugin.spi.*;
        import dev.winnow.plugin.spi.query.*;
        public final class Main implements Plugin {
            public void load(PluginContext context) {
                context.register(new Filter());
                context.register(new Job());
            }
            static final class Filter implements ResourceFilter {
                public String name() { return "sample%1$d"; }
                public ResourceQuery apply(ResourceQuery query, Settings settings) {
                    return query.where(DbObjects.Resource.REGION.equalTo("r%1$d"));
                }
            }
            static final class Job implements JobHandler {
                public String name() { return "sample%1$d.job"; }
                public JobResult run(JobContext context) { return JobResult.of("n", %1$d); }
            }
        }
        """;

    /** The jars of this many plugins. */
    List<Path> make(int count) throws IOException {
        Path classes = Files.createDirectories(root.resolve("classes"));
        compile(count, classes);
        Path folder = Files.createDirectories(root.resolve("jars"));
        List<Path> jars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jars.add(jar(i, classes, folder.resolve("sample%03d.jar".formatted(i))));
        }
        return jars;
    }

    private static void compile(int count, Path classes) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(new Source("sample/p" + i + "/Main", SOURCE.formatted(i)));
        }
        List<String> options = List.of("-d", classes.toString(), "--release", "21", "-proc:none", "-classpath",
                System.getProperty("java.class.path"));
        if (!ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, sources).call()) {
            throw new IllegalStateException("the sample plugins do not compile");
        }
    }

    private static Path jar(int i, Path classes, Path target) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", "sample" + i);
        main.putValue("Plugin-Version", "1.0.0");
        Path own = classes.resolve("sample/p" + i);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target), manifest);
                Stream<Path> files = Files.list(own)) {
            for (Path file : files.sorted().toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
            String entry = "sample.p" + i + ".Main\n";
            for (String index : List.of("META-INF/services/dev.winnow.plugin.spi.Plugin", "META-INF/extensions.idx")) {
                jar.putNextEntry(new JarEntry(index));
                jar.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return target;
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
