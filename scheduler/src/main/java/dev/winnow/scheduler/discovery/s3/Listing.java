package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.plugin.bundle.ArchiveRefusedException;
import dev.winnow.plugin.bundle.LeftOut;
import dev.winnow.plugin.bundle.SafeNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What is below a prefix at one moment.
 *
 * @param entries the objects of each plugin folder or file, by its name
 * @param refused why an entry cannot be taken, by its name
 */
record Listing(SortedMap<String, List<StoredObject>> entries, SortedMap<String, String> refused) {
    static final int MAX_OBJECTS = 20_000;

    /**
     * Lists a bucket, page by page.
     *
     * @throws IOException if there are too many objects
     */
    static Listing of(S3Client client, RemoteSource.S3 settings) throws IOException {
        Listing listing = new Listing(new TreeMap<>(), new TreeMap<>());
        SafeNames names = new SafeNames("object", "the prefix");
        int count = 0;
        for (S3Object object : client.listObjectsV2Paginator(request -> request.bucket(settings.bucket()).prefix(
                settings.prefix())).contents()) {
            count++;
            if (count > MAX_OBJECTS) {
                throw new IOException("%s holds more than %d objects. Give the source a 'prefix' below which are only"
                        .formatted(settings.location(), MAX_OBJECTS) + " plugins.");
            }
            listing.take(object, settings.prefix(), names);
        }
        return listing;
    }

    private void take(S3Object object, String prefix, SafeNames names) {
        String key = object.key();
        String name = key.startsWith(prefix) ? key.substring(prefix.length()) : key;
        // Some tools put an empty object in the place of each folder.
        boolean folder = name.isEmpty() || name.endsWith("/");
        if (folder && object.size() == 0 || isNoise(name)) {
            return;
        }
        try {
            String path = names.take(name, false);
            StoredObject stored = new StoredObject(key, path, object.eTag(), object.size());
            entries.computeIfAbsent(stored.entry(), entry -> new ArrayList<>()).add(stored);
        } catch (ArchiveRefusedException e) {
            String shown = name.replaceAll("\\p{Cntrl}", "?");
            String entry = shown.contains("/") ? shown.substring(0, shown.indexOf('/')) : shown;
            refused.putIfAbsent(entry.isEmpty() ? "object" : entry, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isNoise(String name) {
        return Arrays.stream(name.split("/", -1)).anyMatch(LeftOut::isNoise);
    }

    /** Names of entries that are not the same in another listing. */
    Set<String> changedTo(Listing other) {
        Set<String> names = new HashSet<>(entries.keySet());
        names.addAll(other.entries().keySet());
        names.removeIf(name -> entries.getOrDefault(name, List.of()).equals(other.entries().getOrDefault(name,
                List.of())));
        return names;
    }
}
