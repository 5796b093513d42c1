package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin's manifest opens to its Python code, which by default reaches neither files nor the network.
 *
 * @param network whether it may open and accept connections
 * @param workFolder the host's folder that it may write, seen as {@link WorkFiles#WORK}; null for none
 * @param environment variables it sees: where the proxy and the folder for temporary files are
 */
record Permissions(boolean network, @Nullable Path workFolder, Map<String, String> environment) {
    static final Permissions NONE = new Permissions(false, null, Map.of());

    private static final String HINT = "Remove the plugin if you do not trust it with that; else acknowledge this.";

    Permissions {
        environment = Map.copyOf(environment);
    }

    /**
     * What the manifest asks for.
     *
     * @param work holds a folder for each plugin that may write
     */
    static Permissions of(MaterialisedPlugin plugin, PluginContext context, Path work) {
        boolean network = plugin.manifest().permissions().contains("network");
        boolean files = plugin.manifest().permissions().contains("files");
        Map<String, String> environment = new LinkedHashMap<>();
        if (network) {
            environment.putAll(new ProxyFacts(context.outbound()).environment());
        }
        if (files) {
            environment.put("TMPDIR", WorkFiles.WORK);
        }
        return new Permissions(network, files ? folder(work, plugin.name()) : null, environment);
    }

    /** Whether clients go out by a proxy. */
    boolean proxied() {
        return environment.containsKey("http_proxy") || environment.containsKey("https_proxy");
    }

    private static Path folder(Path work, String plugin) {
        Path folder = work.toAbsolutePath().resolve(plugin);
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the working folder " + folder + " that its permission 'files' asks for cannot be made", e);
        }
    }

    /** One warning for each thing that is open. */
    List<PluginWarning> warnings(MaterialisedPlugin plugin) {
        List<PluginWarning> warnings = new ArrayList<>();
        if (network) {
            warnings.add(warning(plugin, "its Python code has the permission 'network': it may connect to any address "
                    + "that this host reaches, and accept connections."));
        }
        if (workFolder != null) {
            warnings.add(warning(plugin, "its Python code has the permission 'files': it may read and write the folder "
                    + workFolder + " of this host, and no other."));
        }
        return warnings;
    }

    private static PluginWarning warning(MaterialisedPlugin plugin, String what) {
        return PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.PERMISSION,
                "Plugin '" + plugin.name() + "': " + what, HINT).at("plugin.json", 0);
    }
}
