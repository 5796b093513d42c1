package dev.winnow.web.page.plugin;

import dev.winnow.web.page.view.Flash;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.WarningService;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Acknowledges warnings from Manage Plugin, and takes that back. */
@Controller
class WarningActions {
    private static final String BACK = "redirect:/settings/plugins/{plugin}";

    private final WarningService warnings;
    private final InstantSource clock;

    WarningActions(WarningService warnings, InstantSource clock) {
        this.warnings = warnings;
        this.clock = clock;
    }

    @PostMapping("/settings/plugins/{name}/warnings/{id}/acknowledge")
    String acknowledge(@PathVariable String name, @PathVariable String id,
            @RequestParam(name = "for", defaultValue = "ever") String span,
            @RequestParam(defaultValue = "") String note, Actor actor, RedirectAttributes redirect) {
        Flash.attempt(redirect, () -> {
            AcknowledgedFor chosen = AcknowledgedFor.of(span);
            warnings.acknowledge(actor, name, id, note.strip(), chosen.from(clock.instant()));
            Flash.done(redirect, chosen == AcknowledgedFor.EVER
                    ? "The warning is acknowledged. It stays listed, folded, until it is resolved."
                    : "The warning is acknowledged for " + chosen.title() + "; then it counts again.");
        });
        redirect.addAttribute("plugin", name);
        return BACK;
    }

    @PostMapping("/settings/plugins/{name}/warnings/{id}/withdraw")
    String withdraw(@PathVariable String name, @PathVariable String id, Actor actor, RedirectAttributes redirect) {
        Flash.attempt(redirect, () -> {
            warnings.withdraw(actor, name, id);
            Flash.done(redirect, "The acknowledgement is taken back: the warning counts again.");
        });
        redirect.addAttribute("plugin", name);
        return BACK;
    }
}
