package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.plugin.bundle.LeftOut;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.StagedPlugins;
import dev.winnow.plugin.source.StagedPlugins.Missed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Lays the objects of a bucket down as files, entry by entry; what cannot be had is one entry's matter. */
final class Staging {
    private static final String AGAIN = "Upload it again, then restart the scheduler or ask with 'winnow plugins publish'.";

    private final RemoteSource.S3 settings;
    private final Path folder;
    private final List<Missed> missed = new ArrayList<>();
    private final Set<String> torn = new TreeSet<>();
    private long bytes;

    /** @param folder does not exist yet */
    Staging(RemoteSource.S3 settings, Path folder) throws IOException {
        this.settings = settings;
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    List<Missed> missed() {
        return List.copyOf(missed);
    }

    /** Whether something changed between being listed and being fetched. */
    boolean isTorn() {
        return !torn.isEmpty();
    }

    void lay(Listing listing, FetchedObjects objects) throws IOException {
        listing.refused().forEach((entry, why) -> miss(entry, WarningCode.CONTENT_REFUSED, why,
                "Rename or delete the object, then restart the scheduler."));
        for (String entry : listing.entries().keySet()) {
            if (!listing.refused().containsKey(entry)) {
                lay(entry, listing.entries().get(entry), objects);
            }
        }
    }

    private void lay(String entry, List<StoredObject> stored, FetchedObjects objects) throws IOException {
        boolean single = stored.size() == 1 && stored.getFirst().path().equals(entry);
        boolean wanted = single ? StagedPlugins.mayBePlugin(entry) : !LeftOut.isHidden(entry);
        if (!wanted) {
            // It is told by its name; its content is not worth fetching.
            Files.createFile(folder.resolve(entry));
            return;
        }
        long size = stored.stream().mapToLong(StoredObject::size).sum();
        if (bytes + size > settings.bounds().bytes()) {
            miss(entry, WarningCode.CONTENT_REFUSED,
                    "with it the source would have more than %d MB".formatted(settings.bounds().bytes() / 1_000_000),
                    "Raise 'max_megabytes' of the source, or make it smaller.");
            return;
        }
        bytes += size;
        for (StoredObject object : stored) {
            if (!lay(entry, object, objects)) {
                FileSystemUtils.deleteRecursively(folder.resolve(entry));
                return;
            }
        }
    }

    private boolean lay(String entry, StoredObject object, FetchedObjects objects) throws IOException {
        Path target = folder.resolve(object.path());
        Files.createDirectories(target.getParent());
        if (Arrays.stream(object.path().split("/", -1)).anyMatch(LeftOut::isHidden)) {
            Files.createFile(target);
            return true;
        }
        try {
            Files.copy(objects.get(object), target);
            return true;
        } catch (FetchedObjects.IncompleteObjectException e) {
            torn.add(entry);
            unstable(entry);
            return false;
        } catch (AwsServiceException e) {
            if (!S3Failures.isOnlyTheObjects(e)) {
                throw e;
            }
            if (S3Failures.isChanged(e)) {
                torn.add(entry);
                unstable(entry);
            } else {
                miss(entry, WarningCode.CONTENT_UNREADABLE, "its object '%s' cannot be fetched: %s".formatted(object
                        .path(), S3Failures.object(e)), AGAIN);
            }
            return false;
        }
    }

    /** Leaves out what was written while it was read. */
    void leaveOut(Collection<String> changed) throws IOException {
        for (String entry : new TreeSet<>(changed)) {
            if (!torn.contains(entry) && Files.exists(folder.resolve(entry))) {
                FileSystemUtils.deleteRecursively(folder.resolve(entry));
                unstable(entry);
            }
        }
    }

    private void unstable(String entry) {
        miss(entry, WarningCode.CONTENT_UNSTABLE, "it kept changing while it was read",
                "Wait until the upload is done, then restart the scheduler or ask with 'winnow plugins publish'."
                        + " A zip is uploaded in one step.");
    }

    private void miss(String entry, WarningCode code, String why, String hint) {
        String location = settings.location() + entry;
        missed.add(new Missed(PluginWarning.of(PluginName.from(name(entry)), null, code,
                "'%s' is not taken: %s".formatted(location, why), hint).at(entry, 0), location));
    }

    private static String name(String entry) {
        return StagedPlugins.mayBePlugin(entry) ? entry.replaceFirst("\\.[A-Za-z]+$", "") : entry;
    }
}
