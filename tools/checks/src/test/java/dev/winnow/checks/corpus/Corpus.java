package dev.winnow.checks.corpus;

import dev.winnow.plugin.bundle.ContentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The cases under {@code src/test/resources/corpus}, and a plugins folder with all of them. */
final class Corpus {
    private static final List<String> FAMILIES = List.of("manifests", "dependencies", "definitions", "archives",
            "folders", "java", "python");
    static final List<String> GOOD = List.of("a_good_java", "a_good_python", "z_good_java", "z_good_python");

    private final Path resources;
    private final Path plugins;
    private final JavaPlugins java;
    private final HostileFolders folders;

    /**
     * @param resources the corpus
     * @param root a folder for all that is made of it
     */
    Corpus(Path resources, Path root) throws IOException {
        this.resources = resources;
        this.plugins = Files.createDirectories(root.resolve("plugins"));
        this.java = new JavaPlugins(Files.createDirectories(root.resolve("classes")));
        this.folders = new HostileFolders(plugins, Files.createDirectories(root.resolve("outside")));
    }

    static List<Case> cases(Path resources) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String family : FAMILIES) {
            for (String line : Files.readAllLines(resources.resolve(family).resolve("cases.txt"))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(Case.parse(family, line));
                }
            }
        }
        return cases;
    }

    /** Puts these and the good ones into the plugins folder. */
    Path build(List<Case> cases) throws Exception {
        for (String good : GOOD) {
            boolean isJava = good.endsWith("java");
            Path from = resources.resolve("good").resolve(isJava ? "java" : "python");
            place(isJava ? "java" : "python", good, from);
        }
        HostileArchives archives = new HostileArchives(plugins);
        HostileTexts texts = new HostileTexts(plugins);
        for (Case each : cases) {
            Path from = resources.resolve(each.family()).resolve(each.name());
            switch (each.family()) {
                case "archives" -> archives.make(each.name());
                case "folders" -> folders.make(each.name());
                default -> {
                    if (Files.isDirectory(from)) {
                        place(each.family(), each.name(), from);
                    }
                    texts.complete(each.name());
                }
            }
        }
        return plugins;
    }

    private void place(String family, String name, Path from) throws Exception {
        Path target = Files.createDirectories(plugins.resolve(name));
        if (family.equals("java")) {
            java.pack(name, from, target);
        } else {
            copy(from, target);
        }
        Path manifest = target.resolve("plugin.json");
        if (!family.equals("manifests") && !Files.exists(manifest)) {
            Files.writeString(manifest, HostileTexts.manifest(name,
                    family.equals("python") ? ", \"initial_modules\": [\"plugin.py\"]" : ""));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /** Reads folders while one of them grows, without waiting for real. */
    ContentReader reader() {
        return new ContentReader(folders::now, pause -> folders.grow());
    }
}
