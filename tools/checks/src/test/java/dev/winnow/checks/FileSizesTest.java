package dev.winnow.checks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The house numbers: main files stay small, so that each can be read at one go. */
class FileSizesTest {
    private static final int MOST_LINES = 400;
    private static final int USUAL_LINES = 180;

    private final Path checkout = Path.of(System.getProperty("winnow.checkout"));

    @Test
    void mainFilesAreSmall() throws IOException {
        List<Sized> files = mainFiles();

        assertThat(files).hasSizeGreaterThan(100);
        assertThat(files).filteredOn(file -> file.lines() > MOST_LINES).isEmpty();
        assertThat(files).filteredOn(file -> file.lines() < USUAL_LINES).hasSizeGreaterThan(files.size() * 9 / 10);
    }

    private List<Sized> mainFiles() throws IOException {
        List<Sized> files = new ArrayList<>();
        Files.walkFileTree(checkout, new SimpleFileVisitor<>() {
            /** What is built meanwhile comes and goes. */
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean built = folder.endsWith("target") || folder.endsWith(".git");
                return built && !folder.equals(checkout) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (path.toString().endsWith(".java") && path.toString().contains("/src/main/")) {
                    files.add(sized(path));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static Sized sized(Path path) throws IOException {
        try (Stream<String> lines = Files.lines(path)) {
            return new Sized(path, lines.count());
        }
    }

    private record Sized(Path path, long lines) {
    }
}
