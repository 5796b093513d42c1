package dev.winnow.plugin.signature;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plugins that tests sign. */
final class Signed {
    private Signed() {
    }

    /** A small Python plugin. */
    static Path plugin(Path folder, String name, String version) throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("plugin.json"),
                "{\"name\": \"%s\", \"version\": \"%s\", \"initial_modules\": [\"plugin.py\"]}".formatted(name,
                        version));
        Files.writeString(folder.resolve("plugin.py"), "print('" + name + "')\n");
        Files.writeString(folder.resolve("assets/größe 1.html"), "<p>");
        return folder;
    }

    static PluginContent read(Path folder) throws PluginRefusedException {
        return new ContentReader().readUnpacked(folder, String.valueOf(folder.getFileName())).content();
    }

    static void sign(Path folder, SigningKey key) throws PluginRefusedException, IOException {
        Files.write(folder.resolve("plugin.sig"), PluginSignature.sign(read(folder), key).bytes());
    }

    static SignatureVerdict verdict(Path folder) throws PluginRefusedException, IOException {
        return SignatureCheck.of(read(folder));
    }
}
