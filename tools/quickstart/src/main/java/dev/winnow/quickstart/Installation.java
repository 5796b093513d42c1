package dev.winnow.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Winnow's programs are.
 *
 * @param home the distribution's folder
 * @param java the program that runs this JVM
 * @param javaRelease its feature release
 */
record Installation(Path home, Path java, int javaRelease) {
    /** As the launcher says by {@code WINNOW_HOME}. */
    static Installation of(Map<String, String> environment) {
        String home = environment.get("WINNOW_HOME");
        if (home == null || home.isBlank()) {
            throw new QuickstartException("WINNOW_HOME is not set: start the quickstart by 'winnow quickstart'");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Installation(Path.of(home).toAbsolutePath(), java, Runtime.version().feature());
    }

    /** The jar of a daemon. */
    Path jar(String daemon) {
        Path jar = home.resolve("lib").resolve("winnow-" + daemon + ".jar");
        if (!Files.isReadable(jar)) {
            throw new QuickstartException(jar + " is missing: the installation in " + home
                    + " is not whole; build it again with 'winnow dist'");
        }
        return jar;
    }

    Path lib() {
        return home.resolve("lib");
    }

    Path demo() {
        return home.resolve("demo").resolve("aws");
    }
}
