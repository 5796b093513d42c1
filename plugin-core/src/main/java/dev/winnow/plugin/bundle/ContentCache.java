package dev.winnow.plugin.bundle;

import dev.winnow.plugin.manifest.RelativePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Published plugins as folders on this host, by content. Several processes may share the folder. What is handed out
 * was verified file by file.
 */
public final class ContentCache {
    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String UNFINISHED = ".unfinished-";

    private final Path root;
    private final CacheLock lock;
    private final CacheUses uses;

    /** In this folder, which is made when needed. */
    public ContentCache(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.lock = new CacheLock(this.root.resolve(".lock"));
        this.uses = new CacheUses(this.root.resolve(".uses"));
    }

    /**
     * The folder with these files, fetched where it is not there or not as it should be.
     *
     * @param digest of the content, as {@link ContentDigest} has it
     * @throws DigestMismatchException if fetched bytes are not those the files name
     * @throws IOException if the cache cannot be written, or the bytes cannot be had
     */
    public Path materialise(String digest, List<ContentFile> files, BlobFetcher fetch) throws IOException {
        check(digest, files);
        Path folder = root.resolve(digest);
        if (new CachedFolder(folder, files).isWhole()) {
            return folder;
        }
        prepare();
        // Whoever finds a folder wanting may be one of several: it is looked at again where nobody else can change it.
        try (CacheLock.Held held = lock.hold()) {
            removeUnfinished();
            CachedFolder cached = new CachedFolder(folder, files);
            if (cached.isWhole()) {
                return folder;
            }
            if (Files.exists(folder)) {
                LOG.warn("The cached plugin content {} is not as it was published; it is fetched again", folder);
                discard(folder);
            }
            Path unfinished = root.resolve(UNFINISHED + UUID.randomUUID());
            try {
                new CachedFolder(unfinished, files).fill(fetch);
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Trees.delete(unfinished);
            }
            return folder;
        }
    }

    /**
     * Says that this process uses these contents from now on until it ends, so that no process of this host evicts them;
     * to be called before they are materialised.
     */
    public void use(Set<String> digests) {
        try {
            prepare();
            try (CacheLock.Held held = lock.hold()) {
                uses.add(digests);
            }
        } catch (IOException e) {
            LOG.warn("It cannot be noted in {} that this process uses its plugins ({}): another daemon of this host may"
                    + " delete them there once no generation names them.", root, e.getMessage());
        }
    }

    /**
     * Deletes contents that are not to be kept, that no living process of this host uses, and that have lain there since
     * before this time.
     *
     * @param atMost so many; the rest is for the next time
     * @return their digests
     */
    public List<String> evict(Set<String> kept, Instant before, int atMost) throws IOException {
        List<String> evicted = new ArrayList<>();
        prepare();
        try (CacheLock.Held held = lock.hold(); Stream<Path> children = Files.list(root)) {
            Set<String> used = uses.all();
            for (Path child : children.sorted().toList()) {
                String name = child.getFileName().toString();
                if (evicted.size() < atMost && DIGEST.matcher(name).matches() && !kept.contains(name) && !used.contains(
                        name) && Files.getLastModifiedTime(child).toInstant().isBefore(before)) {
                    discard(child);
                    evicted.add(name);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return evicted;
    }

    private static void check(String digest, List<ContentFile> files) throws IOException {
        for (ContentFile file : files) {
            if (!RelativePath.isSafe(file.path()) || !DIGEST.matcher(file.sha256()).matches()) {
                throw new DigestMismatchException(file.path(),
                        "The published file '" + file.path() + "' has a path or digest that none can have");
            }
        }
        if (!ContentDigest.of(files).equals(digest)) {
            throw new DigestMismatchException("",
                    "The published list of files does not have the digest " + digest + " that was published with it");
        }
    }

    private void prepare() throws IOException {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw notWritable(e);
        }
        if (!Files.isWritable(root)) {
            throw notWritable(null);
        }
    }

    private IOException notWritable(@Nullable IOException cause) {
        return new IOException("The folder for cached plugins, " + root + ", cannot be written by user '"
                + System.getProperty("user.name", "unknown")
                + "': no plugin can be loaded. Change its owner, or name another by WINNOW_CACHE_DIR", cause);
    }

    /** Under the lock: nobody is at work on them. */
    private void removeUnfinished() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith(UNFINISHED)) {
                    Trees.delete(child);
                }
            }
        }
    }

    /** Renamed first, so that no half-deleted folder ever stands under the name. */
    private void discard(Path folder) throws IOException {
        Path aside = root.resolve(UNFINISHED + UUID.randomUUID());
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(aside);
    }
}
