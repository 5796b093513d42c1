package dev.winnow.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What {@code ./winnow dist} built.
 *
 * @param home its folder
 */
record Distribution(Path home) {
    /** The one of this checkout, or that {@code WINNOW_DIST} names. */
    static Distribution find() {
        Path home = Optional.ofNullable(System.getenv("WINNOW_DIST")).map(Path::of)
                .orElse(Path.of("packaging", "target", "winnow")).toAbsolutePath();
        if (!Files.isExecutable(home.resolve("bin").resolve("winnow"))) {
            throw new IllegalStateException(home + " holds no distribution: run ./winnow dist and this in the checkout,"
                    + " or name one by WINNOW_DIST");
        }
        return new Distribution(home);
    }

    Path launcher() {
        return home.resolve("bin").resolve("winnow");
    }

    /** Throws where this daemon's start is not recorded: it would be measured without a word of that. */
    void requireRecorded(String daemon) {
        if (!Files.exists(home.resolve("aot").resolve("winnow-" + daemon + ".aot"))) {
            throw new IllegalStateException("the start of the " + daemon + " is not recorded: run " + launcher()
                    + " aot-cache first");
        }
    }

    /** The libraries of a daemon, without what is Winnow's. */
    List<Path> libraries(String daemon) throws IOException {
        Path lib = home.resolve("lib");
        try (JarFile jar = new JarFile(lib.resolve("winnow-" + daemon + ".jar").toFile())) {
            String names = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(names.split(" ")).filter(name -> !name.startsWith("winnow-")).map(lib::resolve).toList();
        }
    }
}
