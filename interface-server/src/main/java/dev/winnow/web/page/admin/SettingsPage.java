package dev.winnow.web.page.admin;

import dev.winnow.db.people.Role;
import dev.winnow.web.service.Actor;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The way to everything below Settings. */
@Controller
class SettingsPage {
    /** A card that leads on. */
    record Entry(String title, String icon, String href, String text) {
    }

    @GetMapping("/settings")
    String index(Actor actor, Model model) {
        List<Entry> entries = new ArrayList<>(List.of(
                new Entry("Plugins", "puzzle", "/settings/plugins",
                        "What is published and loaded, and the warnings of each plugin."),
                new Entry("Cloud accounts", "cloud", "/settings/accounts",
                        "The accounts whose resources are harvested: add, test, harvest now."),
                new Entry("API tokens", "key", "/settings/tokens", "For scripts that use the API.")));
        if (actor.may(Role.ADMIN)) {
            entries.add(new Entry("Users", "people", "/settings/users", "Who may sign in, and as what."));
            entries.add(new Entry("Doctor", "shield", "/settings/doctor",
                    "MySQL, Redis, clocks, grants and daemons: what is wrong, and how to mend it."));
            entries.add(new Entry("Network", "external", "/settings/network",
                    "What is connected to elsewhere, by which proxy, and whether it gets there."));
            entries.add(new Entry("Audit log", "audit", "/settings/audit", "Who did what, and when."));
        }
        model.addAttribute("entries", entries);
        return "admin/settings";
    }
}
