package dev.winnow.web.frontend;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.FrontendModule.Kind;
import dev.winnow.web.page.view.PluginPages;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the loaded plugins add to the console, for who may see it. */
@Component
public class EmbeddedModules {
    private final PluginHost host;
    private final PluginAssets assets;

    EmbeddedModules(PluginHost host, PluginAssets assets) {
        this.host = host;
        this.assets = assets;
    }

    /** All of a kind, sorted by name. */
    public List<EmbeddedModule> all(Kind kind, Actor actor) {
        return host.registry().all(FrontendModule.class).stream()
                .filter(module -> module.extension().kind() == kind && PluginPages.isFor(module.extension(), actor))
                .map(this::embedded).toList();
    }

    /**
     * One of a kind.
     *
     * @throws RefusedException where there is none, or where it is not for this role
     */
    public EmbeddedModule get(Kind kind, String plugin, String id, Actor actor) {
        Registered<FrontendModule> module = host.registry().all(FrontendModule.class).stream()
                .filter(registered -> registered.plugin().equals(plugin) && registered.extension().kind() == kind
                        && PluginPages.id(plugin, registered.extension()).equals(id))
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound("No loaded plugin has a " + word(kind) + " '"
                        + Shown.of(id) + "': see Settings, Plugins, for the warnings of '" + Shown.of(plugin) + "'."));
        if (!PluginPages.isFor(module.extension(), actor)) {
            throw RefusedException.forbidden("This " + word(kind) + " is for the roles " + String.join(", ",
                    module.extension().roles().stream().sorted().toList()) + ".");
        }
        return embedded(module);
    }

    private EmbeddedModule embedded(Registered<FrontendModule> registered) {
        FrontendModule module = registered.extension();
        String plugin = registered.plugin();
        String path = module.entry().replaceFirst("^(assets|html)/", "");
        boolean isThere = !path.equals(module.entry()) && assets.find(plugin, path).isPresent();
        return new EmbeddedModule(plugin, PluginPages.id(plugin, module), module.title(),
                "/plugin/" + plugin + "/assets/" + path, isThere
                        ? null
                        : "'" + module.entry() + "' is not among the plugin's published files below assets/ or html/.");
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
