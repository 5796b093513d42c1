package dev.winnow.web.page.account;

import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.SentSettings;
import dev.winnow.web.service.AccountService;
import dev.winnow.web.service.AccountWish;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form for a new cloud account: first the provider, then the fields that this provider asks for. */
@Controller
class NewAccountPage {
    private static final Logger LOG = LoggerFactory.getLogger(NewAccountPage.class);
    private static final String PREFIX = "settings.";

    private final AccountService accounts;

    NewAccountPage(AccountService accounts) {
        this.accounts = accounts;
    }

    /** A provider as the form needs it. */
    record Choice(String name, String title, String plugin, List<SettingField> settings) {
    }

    @GetMapping("/settings/accounts/new")
    String form(@RequestParam(required = false) @Nullable String provider, Model model) {
        Choice choice = choice(provider);
        return show(model, choice, choice == null ? Form.empty() : Form.defaults(choice.settings(), PREFIX));
    }

    @PostMapping("/settings/accounts/new")
    String send(@RequestParam MultiValueMap<String, String> sent, Actor actor, Model model,
            RedirectAttributes redirect) {
        Form form = Form.of(sent);
        Choice choice = choice(form.text("provider"));
        if (choice == null) {
            return show(model, null, form);
        }
        AccountWish wish = new AccountWish(form.text("name"), choice.name(),
                SentSettings.of(choice.settings(), sent, PREFIX));
        try {
            if (sent.containsKey("test")) {
                var result = accounts.test(actor, wish);
                model.addAttribute(result.ok() ? "message" : "problem", result.message());
                return show(model, choice, form);
            }
            var account = accounts.add(actor, wish);
            Flash.done(redirect, account.name() + " is added. Harvest now reads it at once.");
            return "redirect:/settings/accounts";
        } catch (RefusedException e) {
            if (e.fields().isEmpty()) {
                model.addAttribute("problem", e.sentence());
            }
            return show(model, choice, form.withErrors(e.fields()));
        }
    }

    private String show(Model model, @Nullable Choice choice, Form form) {
        model.addAttribute("crumbs", List.of(Crumb.settings(), new Crumb("Cloud accounts", "/settings/accounts")));
        model.addAttribute("providers", choices());
        model.addAttribute("provider", choice);
        model.addAttribute("form", form);
        return "account/new";
    }

    private @Nullable Choice choice(@Nullable String name) {
        return choices().stream().filter(choice -> choice.name().equals(name)).findFirst().orElse(null);
    }

    private List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (Registered<CloudProvider> provider : Part.of("the providers", accounts::providers).or(List.of())) {
            try {
                CloudProvider extension = provider.extension();
                choices.add(new Choice(extension.name(), extension.title(), provider.plugin(), extension.settings()));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                LOG.warn("Plugin '{}' failed to describe a provider; it cannot be chosen.", provider.plugin(), e);
            }
        }
        return choices;
    }
}
