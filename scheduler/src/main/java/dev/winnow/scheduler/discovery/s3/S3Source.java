package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.plugin.source.PluginSource;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.plugin.source.StagedPlugins;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.scheduler.discovery.ConfiguredSource;
import dev.winnow.scheduler.discovery.remote.FetchedFolder;
import dev.winnow.scheduler.discovery.remote.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket, or what is below a prefix of it: zips, jars, Python files and plugin folders. Only objects whose ETag
 * changed are fetched.
 */
public final class S3Source implements PluginSource {
    private static final int ATTEMPTS = 3;
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final RemoteSource.S3 settings;
    private final Path cache;
    private final Secrets secrets;
    private final Outbound outbound;

    S3Source(RemoteSource.S3 settings, Path cache, Secrets secrets, Outbound outbound) {
        this.settings = settings;
        this.cache = cache;
        this.secrets = secrets;
        this.outbound = outbound;
    }

    /** @param cache the folder below which each source keeps what it fetched */
    public static ConfiguredSource of(RemoteSource.S3 settings, Path cache, Secrets secrets, Outbound outbound) {
        return new ConfiguredSource(new S3Source(settings, cache, secrets, outbound), null);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String location() {
        return settings.location();
    }

    @Override
    public SourceScan scan(Path work) throws IOException {
        FetchedFolder folder = FetchedFolder.of(cache, name(), work);
        Path own = Files.createTempDirectory(Files.createDirectories(work), "s3-");
        Staging staged = new TimeLimit(settings.bounds().time()).call("Reading " + location(), () -> fetch(folder,
                own));
        return new StagedPlugins(name(), location()).scan(staged.folder(), this::location, staged.missed(), work);
    }

    private String location(String entry) {
        return location() + entry;
    }

    /** An upload that goes on is waited for, and its plugin left out where it does not end. */
    private Staging fetch(FetchedFolder folder, Path own) throws IOException, InterruptedException {
        try (S3Clients clients = new S3Clients(settings, secrets, outbound)) {
            S3Client client = clients.s3();
            FetchedObjects objects = new FetchedObjects(folder, client, settings.bucket());
            Listing listing = Listing.of(client, settings);
            for (int attempt = 1;; attempt++) {
                int before = objects.fetched();
                Staging staging = new Staging(settings, own.resolve("attempt-" + attempt));
                staging.lay(listing, objects);
                if (objects.fetched() == before && !staging.isTorn()) {
                    objects.forgetOthers();
                    return staging;
                }
                Thread.sleep(SETTLE);
                Listing after = Listing.of(client, settings);
                Set<String> changed = listing.changedTo(after);
                if (changed.isEmpty() && !staging.isTorn() || attempt == ATTEMPTS) {
                    staging.leaveOut(changed);
                    objects.forgetOthers();
                    return staging;
                }
                listing = after;
            }
        } catch (SdkException e) {
            throw S3Failures.explain(settings, e);
        } catch (IllegalArgumentException e) {
            throw new IOException("The credentials for " + location() + " cannot be had: " + e.getMessage(), e);
        }
    }
}
