package dev.winnow.web.page.plugin;

import dev.winnow.web.page.view.Crumb;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Every warning code with what it means and what to do. */
@Controller
class WarningGuidePage {
    private final WarningGuide guide;

    WarningGuidePage(WarningGuide guide) {
        this.guide = guide;
    }

    @GetMapping("/settings/warnings")
    String list(Model model) {
        model.addAttribute("crumbs", List.of(Crumb.settings(), new Crumb("Plugins", "/settings/plugins")));
        model.addAttribute("codes", guide.all());
        return "plugin/codes";
    }
}
