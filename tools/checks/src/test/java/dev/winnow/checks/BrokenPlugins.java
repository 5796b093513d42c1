package dev.winnow.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Plugins as they should not be, made as their authors would have made them. */
final class BrokenPlugins {
    private BrokenPlugins() {
    }

    static void syntaxError(Path plugins) throws IOException {
        Path folder = Files.createDirectories(plugins.resolve("broken_syntax"));
        Files.writeString(folder.resolve("plugin.json"),
                "{\"name\": \"broken_syntax\", \"version\": \"1.0.0\", \"initial_modules\": [\"plugin.py\"]}");
        Files.writeString(folder.resolve("plugin.py"), "import os\n\ndef load(:\n    pass\n");
    }

    static void notJson(Path plugins) throws IOException {
        Path folder = Files.createDirectories(plugins.resolve("broken_manifest"));
        Files.writeString(folder.resolve("plugin.json"), "{\"name\": \"broken_manifest\",\n \"version\" 1}");
        Files.writeString(folder.resolve("plugin.py"), "def load():\n    pass\n");
    }

    /** A Java plugin whose helper class was left out of the jar. */
    static void missingClass(Path plugins, Path work) throws IOException {
        Path folder = Files.createDirectories(plugins.resolve("broken-class"));
        Files.writeString(folder.resolve("plugin.json"), "{\"name\": \"broken-class\", \"version\": \"1.0.0\"}");
        String source = """
            package broken;
            public class BrokenPlugin implements dev.winnow.plugin.spi.Plugin {
                @Override public void load(dev.winnow.plugin.spi.PluginContext context) { context.warn(Helper.text()); }
            }
            class Helper { static String text() { return "hello"; } }
            """;
        Path classes = Files.createDirectories(work.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(null, null, null,
                List.of("-d", classes.toString(), "--release", "21", "-proc:none", "-classpath",
                        System.getProperty("java.class.path")),
                null,
                List.of(new SimpleJavaFileObject(URI.create("string:///broken/BrokenPlugin.java"),
                        SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                })).call();
        if (!compiled) {
            throw new IllegalStateException("the broken plugin does not compile");
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("plugin.jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("META-INF/services/dev.winnow.plugin.spi.Plugin"));
            jar.write("broken.BrokenPlugin\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry("broken/BrokenPlugin.class"));
            jar.write(Files.readAllBytes(classes.resolve("broken/BrokenPlugin.class")));
        }
    }
}
