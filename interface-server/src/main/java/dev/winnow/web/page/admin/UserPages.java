package dev.winnow.web.page.admin;

import dev.winnow.db.people.Role;
import dev.winnow.db.people.User;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.PeopleService;
import dev.winnow.web.service.RefusedException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Users: the list, and a new one. */
@Controller
class UserPages {
    private final PeopleService people;

    UserPages(PeopleService people) {
        this.people = people;
    }

    /** A user in the list. */
    record UserView(String name, String role, Status status) {
        static UserView of(User user) {
            Status status = user.disabled()
                    ? Status.cancelled("Disabled")
                    : user.mustChangePassword()
                            ? Status.waiting("Sets a password at the next sign-in")
                            : Status.done("Active");
            return new UserView(user.name(), Words.code(user.role()), status);
        }
    }

    @GetMapping("/settings/users")
    String list(Model model) {
        return show(model, new Form(Map.of("role", List.of("viewer")), Map.of()));
    }

    @PostMapping("/settings/users")
    String add(@RequestParam MultiValueMap<String, String> sent, Actor actor, Model model,
            RedirectAttributes redirect) {
        // A password is never sent back to a form.
        MultiValueMap<String, String> shown = new LinkedMultiValueMap<>(sent);
        shown.remove("password");
        Form form = Form.of(shown);
        try {
            String password = sent.getFirst("password");
            Role role = Roles.ofCode(form.text("role"));
            User user = people.addUser(actor, form.text("name"), password == null ? "" : password, role, true);
            Flash.done(redirect, user.name() + " is added and sets another password at the first sign-in.");
            return "redirect:/settings/users";
        } catch (RefusedException e) {
            if (e.fields().isEmpty()) {
                model.addAttribute("problem", e.sentence());
            }
            return show(model, form.withErrors(e.fields()));
        }
    }

    private String show(Model model, Form form) {
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        model.addAttribute("users", Part.of("the list of users",
                () -> people.users().stream().map(UserView::of).toList()));
        model.addAttribute("roles", Roles.codes());
        model.addAttribute("form", form);
        return "admin/users";
    }
}
