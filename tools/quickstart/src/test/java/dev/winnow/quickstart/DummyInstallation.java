package dev.winnow.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A distribution's folder whose daemons are all {@link DummyDaemon}. */
final class DummyInstallation {
    private DummyInstallation() {
    }

    static Path in(Path home, Class<?> program) throws IOException {
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("demo/aws"));
        for (String daemon : List.of("scheduler", "worker", "interface-server")) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, program.getName());
            try (OutputStream file = Files.newOutputStream(home.resolve("lib/winnow-" + daemon + ".jar"));
                    JarOutputStream jar = new JarOutputStream(file, manifest)) {
                String name = program.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream content = program.getResourceAsStream("/" + name)) {
                    content.transferTo(jar);
                }
            }
        }
        return home;
    }
}
