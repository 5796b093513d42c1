package dev.winnow.scheduler;

import dev.winnow.daemon.settings.InstallationSettings;
import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.scheduler.discovery.ConfiguredSource;
import dev.winnow.scheduler.discovery.bundled.BundledSource;
import dev.winnow.scheduler.discovery.http.HttpSource;
import dev.winnow.scheduler.discovery.local.LocalSource;
import dev.winnow.scheduler.discovery.s3.S3Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sources in the order of precedence: the local folder, those elsewhere in the order of their list, the bundled. */
final class PluginSources {
    private PluginSources() {
    }

    static List<ConfiguredSource> of(PluginSettings plugins, InstallationSettings installation, Secrets secrets,
            Outbound outbound) {
        Path cache = plugins.cache().resolve("sources");
        List<ConfiguredSource> sources = new ArrayList<>();
        sources.add(LocalSource.of(plugins.folder()));
        for (RemoteSource remote : plugins.remotes()) {
            sources.add(switch (remote) {
                case RemoteSource.Http http -> HttpSource.of(http, cache, secrets, outbound);
                case RemoteSource.S3 s3 -> S3Source.of(s3, cache, secrets, outbound);
            });
        }
        sources.add(BundledSource.of(installation.bundledPlugins()));
        return sources;
    }
}
