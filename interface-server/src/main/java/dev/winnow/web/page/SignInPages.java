package dev.winnow.web.page;

import dev.winnow.db.people.User;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.security.SignInSession;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.PeopleService;
import dev.winnow.web.service.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in by password, the one-time link of the first start, and setting another password. */
@Controller
class SignInPages {
    private static final String LINK = "/sign-in/link";
    private static final String PASSWORD = "/sign-in/password";
    private static final String TOKEN = "token";

    private final PeopleService people;
    private final SignInSession session;

    SignInPages(PeopleService people, SignInSession session) {
        this.people = people;
        this.session = session;
    }

    @GetMapping("/sign-in")
    String signIn(@RequestParam Map<String, String> query, Model model) {
        if (query.containsKey("failed")) {
            model.addAttribute("problem", "The name or the password is not right.");
        } else if (query.containsKey("throttled")) {
            model.addAttribute("problem", "Too many failed sign-ins: wait " + seconds(query.get("throttled"))
                    + " s, then try again.");
        } else if (query.containsKey("signed-out")) {
            model.addAttribute("message", "You are signed out.");
        }
        return "sign/in";
    }

    @GetMapping(LINK)
    String link(@RequestParam(defaultValue = "") String token, Model model) {
        return showLink(model, token, Form.empty());
    }

    @PostMapping(LINK)
    String redeem(@RequestParam MultiValueMap<String, String> sent, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        String token = text(sent, TOKEN);
        try {
            String password = repeated(sent);
            String address = request.getRemoteAddr();
            User user = people.redeem(token, password, address == null ? "" : address);
            session.open(user, request, response);
            return "redirect:/";
        } catch (RefusedException e) {
            return showLink(model, token, Form.empty().withErrors(e.fields()));
        }
    }

    @GetMapping(PASSWORD)
    String password(Model model) {
        return showPassword(model, Form.empty());
    }

    @PostMapping(PASSWORD)
    String change(@RequestParam MultiValueMap<String, String> sent, Actor actor, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        try {
            User user = people.changePassword(actor, text(sent, "current"), repeated(sent));
            session.open(user, request, response);
            return "redirect:/";
        } catch (RefusedException e) {
            return showPassword(model, Form.empty().withErrors(e.fields()));
        }
    }

    private static String showLink(Model model, String token, Form form) {
        show(model, form, "Set your password", "This link works once: choose the password of the first admin, whose "
                + "name is " + PeopleService.FIRST_ADMIN + ".", LINK);
        model.addAttribute("hidden", Map.of(TOKEN, token));
        model.addAttribute("asksCurrent", false);
        return "sign/password";
    }

    private static String showPassword(Model model, Form form) {
        show(model, form, "Set another password", "You are signed in; what follows uses the new password.", PASSWORD);
        model.addAttribute("hidden", Map.of());
        model.addAttribute("asksCurrent", true);
        return "sign/password";
    }

    private static void show(Model model, Form form, String heading, String explanation, String action) {
        model.addAllAttributes(Map.of("form", form, "heading", heading, "explanation", explanation, "action", action));
    }

    private static String repeated(MultiValueMap<String, String> sent) {
        String password = text(sent, "password");
        if (!password.equals(text(sent, "repeated"))) {
            throw RefusedException.invalid("repeated", "the two passwords are not the same");
        }
        return password;
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value;
    }

    private static String seconds(String text) {
        return text.matches("\\d{1,4}") ? text : "some";
    }
}
