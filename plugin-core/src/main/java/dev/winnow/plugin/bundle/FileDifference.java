package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the files of a plugin differ from a list that somebody made of them.
 *
 * @param changed paths in both, with other bytes
 * @param added paths that the list does not have
 * @param missing paths that only the list has
 */
public record FileDifference(List<String> changed, List<String> added, List<String> missing) {
    private static final int NAMED = 5;

    public FileDifference {
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        missing = List.copyOf(missing);
    }

    /** What is there, held against what was listed. */
    public static FileDifference between(Collection<ContentFile> listed, Collection<ContentFile> there) {
        Map<String, ContentFile> expected = listed.stream()
                .collect(Collectors.toMap(ContentFile::path, Function.identity()));
        List<String> changed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (ContentFile file : there) {
            ContentFile before = expected.remove(file.path());
            if (before == null) {
                added.add(file.path());
            } else if (!before.equals(file)) {
                changed.add(file.path());
            }
        }
        return new FileDifference(sorted(changed), sorted(added), sorted(expected.keySet()));
    }

    /** The listed files that are missing in a folder, or have other bytes; others in it do not count. */
    public static FileDifference in(Path folder, Collection<ContentFile> listed) {
        List<String> changed = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ContentFile file : listed) {
            try {
                Sha256.Sum sum = Sha256.of(folder.resolve(file.path()));
                if (!sum.hex().equals(file.sha256())) {
                    changed.add(file.path());
                }
            } catch (IOException e) {
                missing.add(file.path());
            }
        }
        return new FileDifference(sorted(changed), List.of(), sorted(missing));
    }

    /** Whether there is none. */
    public boolean isNone() {
        return changed.isEmpty() && added.isEmpty() && missing.isEmpty();
    }

    /** A file to point at. */
    public Optional<String> first() {
        return Stream.of(changed, added, missing).flatMap(List::stream).findFirst();
    }

    /** For people, for example {@code plugin.py was changed; a.py, b.py were added}. */
    public String words() {
        return Stream.of(words(changed, "changed"), words(added, "added"), words(missing, "taken away"))
                .filter(words -> !words.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String words(List<String> paths, String what) {
        if (paths.isEmpty()) {
            return "";
        }
        String more = paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : "";
        return String.join(", ", paths.subList(0, Math.min(NAMED, paths.size()))) + more
                + (paths.size() == 1 ? " was " : " were ") + what;
    }

    private static List<String> sorted(Collection<String> paths) {
        return paths.stream().sorted().toList();
    }
}
