package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.DriftService;
import dev.winnow.web.service.PluginService;
import dev.winnow.web.service.WarningService;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The plugins' landing page: what is published, what is wrong, and the generations. */
@Controller
class PluginListPage {
    private static final int GENERATIONS = 20;

    private final PluginService plugins;
    private final WarningService warnings;
    private final DriftService drifts;
    private final Times times;

    PluginListPage(PluginService plugins, WarningService warnings, DriftService drifts, Times times) {
        this.plugins = plugins;
        this.warnings = warnings;
        this.drifts = drifts;
        this.times = times;
    }

    @GetMapping("/settings/plugins")
    String list(Model model) {
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        model.addAttribute("plugins", Part.of("the list of plugins",
                () -> plugins.all().stream().map(PluginLine::of).toList()));
        model.addAttribute("sources", Part.of("the sources",
                () -> SourceNotice.of(plugins.sources(), warnings.all())));
        model.addAttribute("generations", Part.of("the generations", this::generations));
        model.addAttribute("restart", Part.of("the processes", () -> RestartView.of(drifts.drift())).value());
        return "plugin/list";
    }

    private List<GenerationView> generations() {
        List<Generation> latest = plugins.generations(GENERATIONS);
        long current = latest.stream().mapToLong(Generation::id).max().orElse(0);
        return latest.stream().map(generation -> GenerationView.of(generation, current, times)).toList();
    }
}
