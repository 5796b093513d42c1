package dev.winnow.web.page.view;

import dev.winnow.db.people.Role;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.web.service.Actor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Links to the pages that plugins bring. */
public final class PluginPages {
    private PluginPages() {
    }

    /** A link, relative to the context. */
    public record Link(String id, String title, String icon, String href) {
    }

    /** Links to a plugin's pages. */
    public static List<Link> links(String plugin, Collection<FrontendModule> modules) {
        return modules.stream().filter(module -> module.kind() == FrontendModule.Kind.PAGE)
                .map(module -> link(plugin, module)).toList();
    }

    /** A link to one page. */
    public static Link link(String plugin, FrontendModule module) {
        return new Link(module.name(), module.title(), Icons.orDefault(module.icon(), "puzzle"),
                "/plugin/" + plugin + "/pages/" + id(plugin, module));
    }

    /** Whether somebody may see a module: it names the lowest role, or none for everybody. */
    public static boolean isFor(FrontendModule module, Actor actor) {
        return module.roles().isEmpty()
                || Arrays.stream(Role.values())
                        .anyMatch(role -> actor.may(role) && module.roles().contains(Words.code(role)));
    }

    /** The module's id within its plugin. */
    public static String id(String plugin, FrontendModule module) {
        String prefix = plugin + ".";
        return module.name().startsWith(prefix) ? module.name().substring(prefix.length()) : module.name();
    }
}
