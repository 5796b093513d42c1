package dev.winnow.daemon.settings;

import dev.winnow.plugin.signature.SignaturePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where plugins come from and go.
 *
 * @param folder the scheduler's local folder
 * @param schedulerWait how long a starting worker or interface server waits for a settled scheduler
 * @param cache where published plugins are laid down
 * @param remotes other sources, in order of precedence
 * @param signatures what is made of plugins' signatures
 * @param trustedKeys the folder of public keys, where one was named
 * @param generationsKept how many of the latest generations are kept
 * @param generationsKeptFor and how young one must be to be kept beyond that
 */
public record PluginSettings(Path folder, Duration schedulerWait, Path cache, List<RemoteSource> remotes,
        SignaturePolicy signatures, Optional<Path> trustedKeys, int generationsKept, Duration generationsKeptFor) {
    /** As the variables have them. */
    public static PluginSettings from(SettingValues values) {
        Path folder = values.path(Variables.PLUGINS_DIR)
                .or(() -> values.path(Variables.HOME).map(home -> home.resolve("plugins"))).orElse(Path.of("plugins"));
        return new PluginSettings(folder, values.seconds(Variables.PLUGINS_WAIT_SECONDS),
                Path.of(values.text(Variables.CACHE_DIR)), RemoteSources.read(values.text(Variables.PLUGIN_REMOTES)),
                SignaturePolicy.of(values.text(Variables.PLUGIN_SIGNATURES)),
                values.path(Variables.PLUGIN_TRUSTED_KEYS), values.number(Variables.PLUGIN_GENERATIONS_KEEP),
                Duration.ofDays(values.number(Variables.PLUGIN_GENERATIONS_KEEP_DAYS)));
    }

    /** Without remotes, which may hold passwords. */
    @Override
    public String toString() {
        return "plugins from " + folder + " and " + remotes.size() + " remote sources";
    }
}
