package dev.winnow.web.page.plugin;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Fact;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.DriftService;
import dev.winnow.web.service.PluginService;
import dev.winnow.web.service.PluginSummary;
import dev.winnow.web.service.WarningService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gathers what Manage Plugin shows. */
@Component
class PluginDetail {
    private final PluginService plugins;
    private final WarningService warnings;
    private final DriftService drifts;
    private final SettingsForm settings;
    private final PluginHost host;
    private final WarningGuide guide;
    private final Times times;

    PluginDetail(PluginService plugins, WarningService warnings, DriftService drifts, SettingsForm settings,
            PluginHost host, WarningGuide guide, Times times) {
        this.plugins = plugins;
        this.warnings = warnings;
        this.drifts = drifts;
        this.settings = settings;
        this.host = host;
        this.guide = guide;
        this.times = times;
    }

    /**
     * Fills the page.
     *
     * @param sent the settings as somebody sent them; null for those that are saved
     * @return the view
     */
    String show(String name, @Nullable Form sent, Model model) {
        PluginSummary summary = plugins.get(name);
        Manifest manifest = summary.plugin().manifest();
        model.addAttribute("crumbs", List.of(Crumb.settings(), new Crumb("Plugins", "/settings/plugins")));
        model.addAttribute("plugin", PluginLine.of(summary));
        model.addAttribute("generation", summary.generation());
        model.addAttribute("signer", summary.signedBy());
        model.addAttribute("facts", facts(manifest));
        model.addAttribute("permissions", manifest == null ? List.of() : Permissions.of(manifest));
        model.addAttribute("places", Part.of("where it is loaded", () -> drifts.places(name).stream()
                .map(place -> PlaceView.of(place, summary.plugin().digest(), times)).toList()));
        model.addAttribute("registered", Part.of("what it registers", () -> registered(name)).or(List.of()));
        model.addAttribute("settings", Part.of("the settings", () -> settings.of(name, sent)));
        model.addAttribute("spans", AcknowledgedFor.values());
        Part<List<WarningView>> all = Part.of("the warnings", () -> warnings.of(name).stream()
                .map(warning -> WarningView.of(warning, guide, times)).toList());
        model.addAttribute("warnings", all);
        model.addAttribute("open", all.or(List.of()).stream().filter(view -> view.acknowledged() == null).toList());
        model.addAttribute("acknowledged",
                all.or(List.of()).stream().filter(view -> view.acknowledged() != null).toList());
        return "plugin/detail";
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
        return facts;
    }
}
