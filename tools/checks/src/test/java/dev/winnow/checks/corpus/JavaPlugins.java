package dev.winnow.checks.corpus;

import dev.winnow.plugin.spi.Plugin;
import java.io.IOException;
import java.io.OutputStream;
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
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles and packs Java plugins as their authors would, and breaks what no compiler lets through. */
final class JavaPlugins {
    private static final byte[] GARBAGE = "This is neither a class nor a jar.".getBytes(StandardCharsets.UTF_8);
    private static final int TOO_NEW = 199;

    private final Path work;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final String spi;

    JavaPlugins(Path work) {
        this.work = work;
        this.spi = String.valueOf(Path.of(Plugin.class.getProtectionDomain().getCodeSource().getLocation().getPath()));
    }

    /** The sources and resources of a folder as one jar in the plugin's folder. */
    void pack(String name, Path sources, Path plugin) throws IOException {
        Path classes = Files.createDirectories(work.resolve(name));
        List<Path> files;
        try (Stream<Path> walk = Files.walk(sources)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        compile(files.stream().filter(file -> file.toString().endsWith(".java")).toList(), classes);
        for (Path file : files) {
            if (!file.toString().endsWith(".java")) {
                Path target = classes.resolve(sources.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path main = classes.resolve("example/Main.class");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        switch (name) {
            case "class_is_missing" -> Files.delete(classes.resolve("example/Gone.class"));
            case "class_is_garbage" -> Files.write(main, GARBAGE);
            case "built_for_a_newer_java" -> {
                byte[] code = Files.readAllBytes(main);
                code[7] = (byte) TOO_NEW;
                Files.write(main, code);
            }
            case "brings_a_class_of_java" -> intoJava(classes);
            case "class_path_leaves_folder" ->
                manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, outside() + " ../../outside.jar");
            default -> {
            }
        }
        Path jar = plugin.resolve(name + ".jar");
        jar(classes, jar, manifest);
        if (name.equals("jar_is_garbage")) {
            Files.write(jar, GARBAGE);
        }
    }

    private void compile(List<Path> sources, Path classes) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of("-d", classes.toString(), "--release", "21", "-proc:none", "-g", "-classpath",
                spi);
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            boolean compiled = compiler.getTask(null, files, diagnostics, options, null,
                    files.getJavaFileObjectsFromPaths(sources)).call();
            if (!compiled) {
                throw new IllegalStateException(sources + " do not compile: " + diagnostics.getDiagnostics());
            }
        }
    }

    /** A class that a plugin would sneak into Java itself; the compiler refuses the package, the bytes do not. */
    private void intoJava(Path classes) throws IOException {
        Path source = Files.writeString(Files.createDirectories(work.resolve("jaya")).resolve("Fake.java"),
                "package jaya.fake;\npublic class Fake {\n}\n");
        compile(List.of(source), work);
        byte[] code = new String(Files.readAllBytes(work.resolve("jaya/fake/Fake.class")), StandardCharsets.ISO_8859_1)
                .replace("jaya/fake", "java/fake").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(Files.createDirectories(classes.resolve("java/fake")).resolve("Fake.class"), code);
    }

    /** A jar that lies beside all plugins, as Winnow's own do. */
    private String outside() throws IOException {
        Path source = Files.writeString(Files.createDirectories(work.resolve("outside")).resolve("Outside.java"),
                "package outside;\npublic class Outside {\n}\n");
        Path classes = Files.createDirectories(work.resolve("outside-classes"));
        compile(List.of(source), classes);
        Path jar = work.resolve("outside.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        jar(classes, jar, manifest);
        return jar.toUri().toString();
    }

    private static void jar(Path classes, Path target, Manifest manifest) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(classes)) {
            walk.filter(Files::isRegularFile).forEach(files::add);
        }
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Path file : files) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
    }
}
