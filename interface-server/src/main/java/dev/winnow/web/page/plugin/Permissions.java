package dev.winnow.web.page.plugin;

import dev.winnow.plugin.manifest.Manifest;
import java.util.List;

/** What a plugin asks to be allowed, in plain words. */
final class Permissions {
    private Permissions() {
    }

    /** One of them. */
    record Permission(String name, String text) {
    }

    static List<Permission> of(Manifest manifest) {
        return manifest.permissions().stream().sorted().map(name -> new Permission(name, text(name))).toList();
    }

    private static String text(String name) {
        return switch (name) {
            case "network" -> "Its code may open network connections from every host that runs it.";
            case "files" -> "Its code may use files of every host that runs it, as far as the user of the daemon may.";
            default -> "This version of Winnow knows no such permission: nothing is opened by it.";
        };
    }
}
