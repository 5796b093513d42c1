package dev.winnow.plugin.bundle;

import java.nio.file.Path;
import java.util.Set;

/** A process that uses a cached content until it is killed. */
final class UsesContent {
    private UsesContent() {
    }

    public static void main(String[] args) throws InterruptedException {
        ContentCache cache = new ContentCache(Path.of(args[0]));
        cache.use(Set.of(args[1]));
        System.out.println("uses");
        Thread.sleep(60_000);
        // Reached by no test; it keeps the cache from being collected.
        System.out.println(cache);
    }
}
