package dev.winnow.web.page.account;

import dev.winnow.db.inventory.AccountStore.HarvestStatus;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.page.account.AccountView.HarvestView;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Flash;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.AccountService;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.JobOrders;
import dev.winnow.web.service.JobWish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Cloud accounts: how their harvests stand, test, harvest now. */
@Controller
class AccountPages {
    private static final String LIST = "redirect:/settings/accounts";

    private final AccountService accounts;
    private final JobOrders jobs;
    private final Times times;

    AccountPages(AccountService accounts, JobOrders jobs, Times times) {
        this.accounts = accounts;
        this.jobs = jobs;
        this.times = times;
    }

    @GetMapping("/settings/accounts")
    String list(Model model) {
        Set<String> providers = accounts.providers().stream().map(provider -> provider.extension().name())
                .collect(Collectors.toSet());
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        model.addAttribute("accounts", Part.of("the list of cloud accounts",
                () -> accounts.all().stream().map(account -> view(account, providers)).toList()));
        return "account/list";
    }

    @PostMapping("/settings/accounts/{id}/test")
    String test(@PathVariable String id, Actor actor, RedirectAttributes redirect) {
        long accountId = Cursor.requiredId(id, "id");
        Flash.attempt(redirect, () -> {
            String name = accounts.get(accountId).name();
            var result = accounts.test(actor, accountId);
            if (result.ok()) {
                Flash.done(redirect, name + " can be used: " + result.message());
            } else {
                Flash.problem(redirect, name + " cannot be used: " + result.message());
            }
        });
        return LIST;
    }

    @PostMapping("/settings/accounts/{id}/harvest")
    String harvest(@PathVariable String id, Actor actor, RedirectAttributes redirect) {
        long accountId = Cursor.requiredId(id, "id");
        Flash.attempt(redirect, () -> {
            long job = accounts.harvest(actor, accountId);
            Flash.done(redirect, "Asked for a harvest of " + accounts.get(accountId).name() + ", as job " + job
                    + " of priority p0.");
        });
        return LIST;
    }

    @PostMapping("/settings/accounts/all/harvest")
    String harvestAll(Actor actor, RedirectAttributes redirect) {
        Flash.attempt(redirect, () -> {
            long job = jobs.enqueue(actor, JobWish.of("harvest.all", Priority.P0, Map.of()).unique("harvest.all.now"));
            Flash.done(redirect, "Asked for a harvest of all cloud accounts, as job " + job + " of priority p0.");
        });
        return LIST;
    }

    private AccountView view(CloudAccount account, Set<String> providers) {
        String note = providers.contains(account.provider())
                ? null
                : "The provider " + account.provider() + " is not registered, so this account cannot be harvested: "
                        + "the plugin that brings it is not loaded. See Settings, Plugins.";
        Part<List<HarvestView>> harvests = Part.of("the harvests of " + account.name(),
                () -> accounts.harvests(account.id()).stream().map(this::view).toList());
        return new AccountView(account.id(), account.name(), account.provider(),
                note == null ? harvests.problem() : note, harvests.or(List.of()));
    }

    private HarvestView view(HarvestStatus harvest) {
        return new HarvestView(harvest.region(), harvest.type(), harvest.lastJobId(), status(harvest),
                harvest.resources(), times.when(harvest.lastStartedAt()), times.whenever(harvest.lastSucceededAt()),
                Objects.requireNonNullElse(harvest.problem(), ""));
    }

    private static Status status(HarvestStatus harvest) {
        Instant succeeded = harvest.lastSucceededAt();
        if (harvest.problem() != null) {
            return Status.failed("Failed");
        }
        return succeeded == null || succeeded.isBefore(harvest.lastStartedAt())
                ? Status.running("Running")
                : Status.done("Succeeded");
    }
}
