package dev.winnow.web.page.admin;

import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.NetworkService;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** What this installation connects to elsewhere, by which proxy, and whether it gets there. */
@Controller
class NetworkPage {
    private final NetworkService network;
    private final ProcessIdentity identity;

    NetworkPage(NetworkService network, ProcessIdentity identity) {
        this.network = network;
        this.identity = identity;
    }

    @GetMapping("/settings/network")
    String look(Model model) {
        return show(model, false, network::look);
    }

    /** The results are shown in this answer and kept nowhere. */
    @PostMapping("/settings/network")
    String attempt(Actor actor, Model model) {
        return show(model, true, () -> network.attempt(actor));
    }

    private String show(Model model, boolean tried, Callable<List<ConnectionResult>> results) {
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        model.addAttribute("host", identity.host());
        model.addAttribute("tried", tried);
        model.addAttribute("notices", network.notices());
        model.addAttribute("connections", Part.of("the list of connections", () -> results.call().stream().map(
                ConnectionView::of).toList()));
        return "admin/network";
    }
}
