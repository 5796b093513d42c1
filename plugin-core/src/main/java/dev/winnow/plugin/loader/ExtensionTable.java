package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.ExtensionName;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.PluginContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All extensions of all plugins; of two of one kind and name the first counts. */
final class ExtensionTable {
    private final List<Registered<?>> extensions = new ArrayList<>();
    private final Map<Key, String> owners = new HashMap<>();

    ExtensionTable(List<Registered<?>> builtIns) {
        for (Registered<?> builtIn : builtIns) {
            extensions.add(builtIn);
            own(builtIn.extension(), builtIn.plugin());
        }
    }

    /** Takes what a plugin registered; what cannot be taken is a warning. */
    List<PluginWarning> add(MaterialisedPlugin plugin, PluginContext context, List<Extension> registered) {
        List<PluginWarning> refused = new ArrayList<>();
        for (Extension extension : registered) {
            Optional<String> reason = reasonToRefuse(plugin, extension);
            if (reason.isPresent()) {
                refused.add(PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.EXTENSION_REFUSED,
                        "The " + ExtensionKind.of(extension).title() + " '" + extension.name() + "' of plugin '"
                                + plugin.name() + "' is refused: " + reason.get(),
                        "Rename it; what else the plugin registered works."));
            } else {
                extensions.add(new Registered<>(plugin.name(), plugin.digest(), context, extension));
                own(extension, plugin.name());
            }
        }
        return refused;
    }

    List<Registered<?>> all() {
        return List.copyOf(extensions);
    }

    private Optional<String> reasonToRefuse(MaterialisedPlugin plugin, Extension extension) {
        if (!ExtensionName.isAllowed(extension.name())) {
            return Optional.of("a name has " + ExtensionName.RULE);
        }
        for (Class<?> type : ExtensionKind.of(extension).types()) {
            String owner = owners.get(new Key(type, extension.name()));
            if (owner != null) {
                return Optional.of("the name is taken by "
                        + (owner.equals(plugin.name()) ? "another of this plugin" : "plugin '" + owner + "'"));
            }
        }
        return Optional.empty();
    }

    private void own(Extension extension, String plugin) {
        ExtensionKind.of(extension).types().forEach(type -> owners.put(new Key(type, extension.name()), plugin));
    }

    private record Key(Class<?> type, String name) {
    }
}
