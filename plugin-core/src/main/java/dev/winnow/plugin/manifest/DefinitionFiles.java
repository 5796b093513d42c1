package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * YAML files with a list of definitions under one key; each wrong one is refused by itself.
 *
 * @param key the list's, and the folder's meaning
 * @param definition reads one element
 */
record DefinitionFiles<E extends Extension>(String key, BiFunction<Fields, Complaints, E> definition) {
    private static final String HINT = "Correct it there and restart.";

    Definitions<E> read(String owner, String file, byte[] yaml) {
        Complaints complaints = new Complaints(owner, file);
        List<E> found = new ArrayList<>();
        try {
            Optional<Tree> tree = YamlTree.read(yaml);
            if (tree.isPresent()) {
                Fields root = Fields.of(tree.get(), "the file");
                root.checkKeys(Set.of(key), complaints);
                definitions(root.list(key), complaints, found);
            }
        } catch (MalformedException e) {
            complaints.add(WarningCode.DEFINITION_REFUSED, e.text() + "; nothing in the file counts", HINT, e.line());
        }
        return new Definitions<>(found, complaints.warnings());
    }

    private void definitions(List<Tree> items, Complaints complaints, List<E> found) {
        Set<String> taken = new HashSet<>();
        for (Tree item : items) {
            try {
                E each = definition.apply(Fields.of(item, "an entry of '" + key + "'"), complaints);
                if (!taken.add(each.name())) {
                    throw new MalformedException("'" + each.name() + "' is there twice", item.line());
                }
                found.add(each);
            } catch (MalformedException e) {
                complaints.refused(e);
            }
        }
    }

    Definitions<E> readFolder(String owner, Path folder, String prefix) {
        Definitions<E> all = new Definitions<>(List.of(), List.of());
        for (Path path : files(folder)) {
            String file = prefix + path.getFileName();
            all = all.and(readFile(owner, path, file));
        }
        return all;
    }

    Definitions<E> readFile(String owner, Path path, String file) {
        try {
            if (Files.size(path) <= YamlTree.MAX_BYTES) {
                return read(owner, file, Files.readAllBytes(path));
            }
            return unreadable(owner, file, "it is larger than " + YamlTree.MAX_BYTES / 1024 + " KiB");
        } catch (IOException e) {
            return unreadable(owner, file, "it cannot be read: " + e);
        }
    }

    private Definitions<E> unreadable(String owner, String file, String reason) {
        Complaints complaints = new Complaints(owner, file);
        complaints.add(WarningCode.DEFINITION_REFUSED, reason + "; nothing in the file counts", HINT, 0);
        return new Definitions<>(List.of(), complaints.warnings());
    }

    /** In a folder that cannot be listed there are none: its plugin's content was read before, its operator's was checked. */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(DefinitionFiles::isYaml).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read", e);
        }
    }

    private static boolean isYaml(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
    }
}
