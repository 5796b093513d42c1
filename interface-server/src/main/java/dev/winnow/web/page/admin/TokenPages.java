package dev.winnow.web.page.admin;

import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.PeopleService;
import dev.winnow.web.service.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** API tokens: the list, and a new one, whose secret is shown once. */
@Controller
class TokenPages {
    private static final int LONGEST_DAYS = 3650;

    private final PeopleService people;
    private final InstantSource clock;
    private final Times times;

    TokenPages(PeopleService people, InstantSource clock, Times times) {
        this.people = people;
        this.clock = clock;
        this.times = times;
    }

    /** A token in the list. */
    record TokenView(String name, String user, String role, When created, @Nullable When lastUsed,
            @Nullable When expires) {
    }

    @GetMapping("/settings/tokens")
    String list(Actor actor, Model model) {
        return show(actor, model, new Form(Map.of("role", List.of("viewer"), "days", List.of("90")), Map.of()));
    }

    @PostMapping("/settings/tokens")
    String create(@RequestParam MultiValueMap<String, String> sent, Actor actor, Model model) {
        Form form = Form.of(sent);
        try {
            PeopleService.NewToken token = people.addToken(actor, form.text("name"), Roles.ofCode(form.text("role")),
                    expiry(form.text("days")));
            // Shown in this answer and kept nowhere: no redirect, no session.
            model.addAttribute("secret", token.secret());
            return list(actor, model);
        } catch (RefusedException e) {
            if (e.fields().isEmpty()) {
                model.addAttribute("problem", e.sentence());
            }
            return show(actor, model, form.withErrors(e.fields()));
        }
    }

    private @Nullable Instant expiry(String days) {
        if (days.isEmpty()) {
            return null;
        }
        if (!days.matches("[1-9]\\d{0,3}") || Integer.parseInt(days) > LONGEST_DAYS) {
            throw RefusedException.invalid("days", "'days' must be a whole number from 1 to " + LONGEST_DAYS
                    + ", or empty for a token that never expires");
        }
        return clock.instant().plus(Duration.ofDays(Integer.parseInt(days)));
    }

    private String show(Actor actor, Model model, Form form) {
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        model.addAttribute("tokens", Part.of("the list of tokens", () -> people.tokens().stream()
                .filter(token -> actor.may(Role.ADMIN) || token.userName().equals(actor.name()))
                .map(this::view).toList()));
        model.addAttribute("roles", Roles.codesFor(actor));
        model.addAttribute("form", form);
        return "admin/tokens";
    }

    private TokenView view(People.Token token) {
        return new TokenView(token.name(), token.userName(), Words.code(token.role()), times.when(token.createdAt()),
                times.whenever(token.lastUsedAt()), times.whenever(token.expiresAt()));
    }
}
