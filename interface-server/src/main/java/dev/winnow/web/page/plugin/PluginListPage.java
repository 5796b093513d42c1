package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.GenerationDrift;
import dev.winnow.web.service.PluginService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The plugins' landing page: what is published, what is wrong, and the generations. */
@Controller
class PluginListPage {
    private static final int GENERATIONS = 20;

    private final PluginService plugins;
    private final Times times;

    PluginListPage(PluginService plugins, Times times) {
        this.plugins = plugins;
        this.times = times;
    }

    @GetMapping("/settings/plugins")
    String list(Model model) {
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        model.addAttribute("plugins", Part.of("the list of plugins",
                () -> plugins.all().stream().map(PluginLine::of).toList()));
        model.addAttribute("sources", Part.of("the sources",
                () -> SourceNotice.of(plugins.sources(), plugins.warnings())));
        model.addAttribute("generations", Part.of("the generations", this::generations));
        model.addAttribute("restart", Part.of("the processes", () -> restart(plugins.drift())).value());
        return "plugin/list";
    }

    private List<GenerationView> generations() {
        List<Generation> latest = plugins.generations(GENERATIONS);
        long current = latest.stream().mapToLong(Generation::id).max().orElse(0);
        return latest.stream().map(generation -> GenerationView.of(generation, current, times)).toList();
    }

    private static @Nullable String restart(GenerationDrift drift) {
        List<String> behind = drift.processes().stream()
                .filter(process -> process.generation() != null && drift.isBehind(process))
                .map(PluginListPage::named).toList();
        return behind.isEmpty()
                ? null
                : "Generation " + drift.current() + " is published; a restart loads it in " + String.join(", ", behind)
                        + ".";
    }

    private static String named(ProcessRow process) {
        return process.kind() + " " + process.pid() + " on " + process.host() + " (generation " + process.generation()
                + ")";
    }
}
