package dev.winnow.daemon.plugin;

import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.ManifestJson;
import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.signature.SignatureRules;
import dev.winnow.plugin.source.PluginSource;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks, before any of a plugin's code runs, whether this host may load it. It trusts its own keys and its own
 * distribution, and neither the scheduler nor MySQL.
 */
final class SignatureGate {
    private final SignatureRules rules;
    private final ShippedPlugins shipped;

    private SignatureGate(SignatureRules rules, ShippedPlugins shipped) {
        this.rules = rules;
        this.shipped = shipped;
    }

    /**
     * By the keys that are trusted now.
     *
     * @param bundledPlugins the folder of the plugins in this host's distribution
     */
    static SignatureGate of(PluginSettings settings, Optional<Path> bundledPlugins) {
        return new SignatureGate(SignatureRules.read(settings.signatures(), settings.trustedKeys()),
                new ShippedPlugins(bundledPlugins));
    }

    Optional<PluginWarning> ownProblem() {
        return rules.ownProblem();
    }

    /** Whether a plugin with a problem is not loaded. */
    boolean refuses() {
        return rules.refuses();
    }

    /**
     * What is wrong with a plugin that was laid down here; empty where nothing is.
     *
     * @param source the name of the source that MySQL has on record
     */
    Optional<PluginWarning> problem(String source, PluginContent content) {
        boolean isShipped = source.equals(PluginSource.BUNDLED) && (!rules.refuses() || shipped.hold(content.digest()));
        Optional<PluginWarning> problem = rules.judge(content, isShipped);
        return problem.isEmpty() && rules.refuses() && !isAsItsFilesSay(content)
                ? Optional.of(rules.otherManifest(content))
                : problem;
    }

    /** What a plugin may do is read from MySQL, but only its files are signed. */
    private static boolean isAsItsFilesSay(PluginContent content) {
        try {
            Manifest read = new ManifestReader().read(content.folder(), content.name()).manifest();
            return ManifestJson.write(read).equals(ManifestJson.write(content.manifest()));
        } catch (PluginRefusedException e) {
            return false;
        }
    }
}
