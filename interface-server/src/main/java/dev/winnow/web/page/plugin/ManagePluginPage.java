package dev.winnow.web.page.plugin;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Fact;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.PluginService;
import dev.winnow.web.service.PluginSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Manage Plugin: its warnings, what it registers, its facts. */
@Controller
class ManagePluginPage {
    private final PluginService plugins;
    private final PluginHost host;
    private final Times times;

    ManagePluginPage(PluginService plugins, PluginHost host, Times times) {
        this.plugins = plugins;
        this.host = host;
        this.times = times;
    }

    @GetMapping("/settings/plugins/{name}")
    String detail(@PathVariable String name, Model model) {
        PluginSummary summary = plugins.get(name);
        model.addAttribute("crumbs", List.of(Crumb.settings(), new Crumb("Plugins", "/settings/plugins")));
        model.addAttribute("plugin", PluginLine.of(summary));
        model.addAttribute("generation", summary.generation());
        model.addAttribute("loaded", summary.loaded()
                ? "yes"
                : summary.plugin().digest() == null
                        ? "no, it has no version that could be loaded"
                        : "no, its load failed or a restart is needed");
        model.addAttribute("facts", facts(summary.plugin().manifest()));
        model.addAttribute("registered", Part.of("what it registers", () -> registered(name)).or(List.of()));
        model.addAttribute("warnings", Part.of("the warnings",
                () -> plugins.warnings(name).stream().map(warning -> WarningView.of(warning, times)).toList()));
        return "plugin/detail";
    }

    @PostMapping("/settings/plugins/{name}/warnings/{id}/acknowledge")
    String acknowledge(@PathVariable String name, @PathVariable String id, Actor actor, RedirectAttributes redirect) {
        Flash.attempt(redirect, () -> {
            plugins.acknowledge(actor, name, id, "", null);
            Flash.done(redirect, "The warning is acknowledged. It stays listed until it is resolved.");
        });
        redirect.addAttribute("plugin", name);
        return "redirect:/settings/plugins/{plugin}";
    }

    private List<ExtensionView> registered(String plugin) {
        return host.registry().all(Extension.class).stream().filter(registered -> registered.plugin().equals(plugin))
                .map(registered -> ExtensionView.of(registered.extension()))
                .sorted(Comparator.comparing(ExtensionView::kind).thenComparing(ExtensionView::name)).toList();
    }

    private static List<Fact> facts(@Nullable Manifest manifest) {
        List<Fact> facts = new ArrayList<>();
        if (manifest == null) {
            return facts;
        }
        if (!manifest.requiresWinnow().isEmpty()) {
            facts.add(new Fact("Needs Winnow", manifest.requiresWinnow(), false));
        }
        new TreeMap<>(manifest.requiresPlugins())
                .forEach((name, range) -> facts.add(new Fact("Needs " + name, range, false)));
        if (!manifest.initialModules().isEmpty()) {
            facts.add(new Fact("Modules", String.join(", ", manifest.initialModules()), false));
        }
        if (!manifest.permissions().isEmpty()) {
            facts.add(new Fact("Permissions", String.join(", ", manifest.permissions().stream().sorted().toList()),
                    false));
        }
        return facts;
    }
}
