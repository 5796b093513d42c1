package dev.winnow.plugin.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.winnow.plugin.bundle.ArchiveRefusedException;
import dev.winnow.plugin.bundle.SafeArchive;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ArchiveFuzzTest {
    private static final long RATIO_COUNTS_FROM = 8L * 1024 * 1024;

    @TempDir
    Path root;

    /** All but a refusal is a failure of the disk: it would cost the plugins beside this one. */
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreUnpackedInsideTheFolderOrRefused(byte[] bytes) throws IOException {
        Path archive = Files.write(root.resolve("archive"), bytes);
        Path inside = root.resolve("a/folder");
        String once = unpack(archive, inside, bytes.length);
        delete(root.resolve("a"));
        assertThat(unpack(archive, inside, bytes.length)).isEqualTo(once);
        delete(root.resolve("a"));
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).containsExactly(archive);
        }
    }

    /** What came of it, in words that are the same for the same. */
    private String unpack(Path archive, Path inside, int size) throws IOException {
        try {
            new SafeArchive().unpack(archive, inside);
        } catch (ArchiveRefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertInside(inside);
            return "refused: " + e.getMessage();
        }
        Map<String, Long> files = assertInside(inside);
        long total = files.values().stream().mapToLong(Long::longValue).sum();
        assertThat(total <= RATIO_COUNTS_FROM || total <= size * 101L).as("%s bytes of %s", total, size).isTrue();
        return files.toString();
    }

    private Map<String, Long> assertInside(Path inside) throws IOException {
        Map<String, Long> files = new TreeMap<>();
        Set<String> folded = new HashSet<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                if (path.startsWith(inside) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    assertThat(Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).as("%s", path).isTrue();
                    String name = inside.relativize(path).toString();
                    assertThat(name.chars().noneMatch(each -> Character.isISOControl(each) || each == '\\')).isTrue();
                    assertThat(folded.add(name.toLowerCase(Locale.ROOT))).as(name).isTrue();
                    files.put(name, Files.size(path));
                } else if (!path.startsWith(inside)) {
                    assertThat(path).isIn(root, root.resolve("archive"), root.resolve("a"));
                }
            }
        }
        return files;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
