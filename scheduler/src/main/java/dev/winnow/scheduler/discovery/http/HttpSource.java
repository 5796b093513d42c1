package dev.winnow.scheduler.discovery.http;

import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.plugin.bundle.ArchiveRefusedException;
import dev.winnow.plugin.bundle.SafeArchive;
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
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** A URL of a zip that holds one plugin or a folder of several. It is fetched only where it changed. */
public final class HttpSource implements PluginSource {
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(20);

    private final RemoteSource.Http settings;
    private final Path cache;
    private final Secrets secrets;
    private final Hops hops;
    private final SafeArchive archives = new SafeArchive();

    HttpSource(RemoteSource.Http settings, Path cache, Secrets secrets, Outbound outbound, DnsResolver resolver,
            Duration betweenBytes) {
        this.settings = settings;
        this.cache = cache;
        this.secrets = secrets;
        this.hops = new Hops(outbound, resolver, betweenBytes);
    }

    /** @param cache the folder below which each source keeps what it fetched */
    public static ConfiguredSource of(RemoteSource.Http settings, Path cache, Secrets secrets, Outbound outbound) {
        return new ConfiguredSource(new HttpSource(settings, cache, secrets, outbound,
                SystemDefaultDnsResolver.INSTANCE, BETWEEN_BYTES), null);
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
        Path archive = new TimeLimit(settings.bounds().time()).call("Reading " + location(), () -> fetch(folder));
        Path own = Files.createTempDirectory(Files.createDirectories(work), "http-");
        Path named = own.resolve(fileName());
        Files.copy(archive, named);
        SourceScan scan = new StagedPlugins(name(), location()).scanArchive(named, work);
        Files.delete(named);
        return scan;
    }

    private Path fetch(FetchedFolder folder) throws IOException {
        String url = settings.url().toString();
        Optional<KeptArchive> kept = KeptArchive.find(folder, url);
        Path fetched = folder.unfinished();
        try {
            Download download = new Download(hops, settings.url(), authorization(), settings.bounds().bytes());
            return switch (download.fetch(kept.map(KeptArchive::validators).orElse(Validators.NONE), fetched)) {
                case Download.Answer.NotModified same -> kept.orElseThrow().file();
                case Download.Answer.Fetched(Validators validators) -> {
                    check(fetched);
                    yield KeptArchive.keep(folder, url, fetched, validators).file();
                }
                case Download.Answer.Elsewhere elsewhere ->
                    throw new IllegalStateException("a download follows redirects");
            };
        } finally {
            Files.deleteIfExists(fetched);
        }
    }

    private String authorization() throws IOException {
        try {
            return settings.login().map(login -> Download.basic(login.user(), login.password().reveal(secrets)))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            throw new IOException("The password for " + location() + " cannot be had: " + e.getMessage(), e);
        }
    }

    /** What is no whole zip is not kept, or the server would be asked for changes of it for ever. */
    private void check(Path fetched) throws IOException {
        try {
            archives.check(fetched);
        } catch (ArchiveRefusedException e) {
            throw new IOException(
                    "What %s answered is no zip archive that can be read: %s. It may be a sign-in page, or"
                            .formatted(location(), e.getMessage()) + " an upload that is not finished.",
                    e);
        }
    }

    /** The name that a plugin without a manifest goes by. */
    private String fileName() {
        String path = Optional.ofNullable(settings.url().getPath()).orElse("").replaceAll("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return (last.isEmpty() ? settings.url().getHost() : last).replaceFirst("(?i)\\.zip$", "") + ".zip";
    }
}
