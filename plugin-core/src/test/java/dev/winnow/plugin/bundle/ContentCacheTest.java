package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ContentCacheTest {
    @TempDir
    Path temporary;

    private final AtomicInteger fetches = new AtomicInteger();
    private final List<ContentFile> files = List.of(file("plugin.json"), file("lib/deep/a.txt"), file("empty/b"));
    private final String digest = ContentDigest.of(files);
    private final BlobFetcher good = (file, out) -> {
        fetches.incrementAndGet();
        byte[] bytes = content(file.path());
        out.write(bytes, 0, bytes.length / 2);
        out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    };

    @Test
    void contentIsFetchedOnceAndIsReadOnly() throws IOException {
        Path folder = cache().materialise(digest, files, good);
        assertThat(folder.resolve("lib/deep/a.txt")).hasBinaryContent(content("lib/deep/a.txt"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("plugin.json")).toString()).doesNotContain("WRITE");
        assertThat(cache().materialise(digest, files, good)).isEqualTo(folder);
        assertThat(fetches).hasValue(files.size());
        assertThat(names()).containsExactlyInAnyOrder(".lock", digest);
    }

    @Test
    void onlyOldContentThatIsNeitherKeptNorUsedIsEvicted() throws IOException {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        Path folder = cache().materialise(digest, files, good);
        assertThat(cache().evict(Set.of(), Instant.EPOCH, 10)).as("young").isEmpty();
        assertThat(cache().evict(Set.of(digest), tomorrow, 10)).as("kept").isEmpty();
        assertThat(cache().evict(Set.of(), tomorrow, 0)).as("enough for once").isEmpty();
        ContentCache user = cache();
        user.use(Set.of(digest));
        assertThat(cache().evict(Set.of(), tomorrow, 10)).as("used").isEmpty();
        assertThat(folder).isDirectory();
    }

    @Test
    void whatADeadProcessUsedIsEvictedAndWhatALivingOneUsesIsNot() throws Exception {
        Path folder = cache().materialise(digest, files, good);
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), UsesContent.class.getName(), root().toString(),
                digest).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("uses");
            Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
            assertThat(cache().evict(Set.of(), tomorrow, 10)).isEmpty();

            other.destroyForcibly().waitFor();

            assertThat(cache().evict(Set.of(), tomorrow, 10)).containsExactly(digest);
            assertThat(folder).doesNotExist();
            assertThat(folder.resolveSibling(".uses")).isEmptyDirectory();
            assertThat(cache().materialise(digest, files, good)).isDirectory();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void changedBytesInTheCacheAreFetchedAgain() throws IOException {
        Path file = cache().materialise(digest, files, good).resolve("plugin.json");
        Files.delete(file);
        Files.write(file, "X".repeat(content("plugin.json").length).getBytes(StandardCharsets.UTF_8));
        cache().materialise(digest, files, good);
        assertThat(file).hasBinaryContent(content("plugin.json"));
        assertThat(fetches).hasValue(2 * files.size());
    }

    @Test
    void aMissingOrAdditionalFileOrALinkInTheCacheIsFoundOut() throws IOException {
        Path folder = cache().materialise(digest, files, good);
        Files.writeString(folder.resolve("evil.py"), "import os");
        cache().materialise(digest, files, good);
        assertThat(folder.resolve("evil.py")).doesNotExist();
        Files.delete(folder.resolve("plugin.json"));
        cache().materialise(digest, files, good);
        Path elsewhere = Files.write(temporary.resolve("elsewhere"), content("plugin.json"));
        Files.delete(folder.resolve("plugin.json"));
        Files.createSymbolicLink(folder.resolve("plugin.json"), elsewhere);
        cache().materialise(digest, files, good);
        assertThat(Files.isSymbolicLink(folder.resolve("plugin.json"))).isFalse();
        assertThat(elsewhere).exists();
    }

    @Test
    void fetchedBytesThatAreNotThosePublishedLeaveNothing() throws IOException {
        DigestMismatchException mismatch = catchThrowableOfType(DigestMismatchException.class, () -> cache()
                .materialise(digest, files, (file, out) -> out.write("wrong".getBytes(StandardCharsets.UTF_8))));
        assertThat(mismatch.path()).isEqualTo("plugin.json");
        assertThat(mismatch).hasMessageContaining("are not those that were published");
        assertThat(names()).containsExactly(".lock");
    }

    @Test
    void aFetcherThatDoesNotStopIsStopped() {
        assertThatThrownBy(() -> cache().materialise(digest, files, (file, out) -> {
            while (true) {
                out.write(new byte[1024]);
            }
        })).isInstanceOf(DigestMismatchException.class);
    }

    @Test
    void aListOfFilesThatDoesNotFitItsDigestOrLeavesTheFolderIsRefused() {
        assertThatThrownBy(() -> cache().materialise("0".repeat(64), files, good))
                .isInstanceOf(DigestMismatchException.class);
        List<ContentFile> evil = List.of(new ContentFile("../evil", "0".repeat(64), 1));
        assertThatThrownBy(() -> cache().materialise(ContentDigest.of(evil), evil, good))
                .isInstanceOf(DigestMismatchException.class).hasMessageContaining("../evil");
    }

    @Test
    void aFetchThatFailsLeavesNothingBehindAndTheNextOneWorks() throws IOException {
        assertThatThrownBy(() -> cache().materialise(digest, files, (file, out) -> {
            throw new IOException("the database went away");
        })).hasMessage("the database went away");
        assertThat(names()).containsExactly(".lock");
        Files.createDirectories(root().resolve(".unfinished-of-one-that-was-killed/x"));
        cache().materialise(digest, files, good);
        assertThat(names()).containsExactlyInAnyOrder(".lock", digest);
    }

    @Test
    void manyDaemonsAtOnceFetchOnceAndAllSeeWholeContent() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                results.add(threads.submit(() -> cache().materialise(digest, files, good)));
            }
            for (Future<Path> result : results) {
                assertThat(new CachedFolder(result.get(), files).isWhole()).isTrue();
            }
        }
        assertThat(fetches).hasValue(files.size());
    }

    @Test
    void aFolderThatCannotBeMadeIsASentence() throws IOException {
        Files.writeString(temporary.resolve("file"), "");
        ContentCache cache = new ContentCache(temporary.resolve("file/cache"));
        assertThatThrownBy(() -> cache.materialise(digest, files, good)).hasMessageContaining("WINNOW_CACHE_DIR")
                .hasMessageContaining(System.getProperty("user.name"));
    }

    private ContentCache cache() {
        return new ContentCache(root());
    }

    private Path root() {
        return temporary.resolve("cache");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(root())) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }

    private static byte[] content(String path) {
        return path.equals("empty/b") ? new byte[0] : ("content of " + path).getBytes(StandardCharsets.UTF_8);
    }

    private static ContentFile file(String path) {
        java.security.MessageDigest digest = Sha256.start();
        digest.update(content(path));
        return new ContentFile(path, Sha256.hex(digest), content(path).length);
    }
}
