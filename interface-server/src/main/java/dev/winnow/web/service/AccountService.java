package dev.winnow.web.service;

import dev.winnow.db.inventory.AccountStore;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.Settings;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Cloud accounts: add, test, harvest. */
@Service
public class AccountService {
    private static final int MAX_NAME = 100;

    private final AccountStore accounts;
    private final Providers providers;
    private final JobOrders jobs;
    private final Audit audit;

    AccountService(AccountStore accounts, Providers providers, JobOrders jobs, Audit audit) {
        this.accounts = accounts;
        this.providers = providers;
        this.jobs = jobs;
        this.audit = audit;
    }

    /** All, by name. */
    public List<CloudAccount> all() {
        return accounts.all();
    }

    /** One. */
    public CloudAccount get(long id) {
        return accounts.find(id).orElseThrow(() -> RefusedException.notFound("There is no cloud account " + id + "."));
    }

    /** How an account's harvests stand, by region and type. */
    public List<AccountStore.HarvestStatus> harvests(long id) {
        return accounts.harvests(id);
    }

    /** The kinds of accounts there are, by name. */
    public List<Registered<CloudProvider>> providers() {
        return providers.all();
    }

    /** Adds an account. */
    public CloudAccount add(Actor actor, AccountWish wish) {
        String name = name(wish);
        Settings settings = providers.check(providers.require(wish.provider()), wish.settings());
        CloudAccount account;
        try {
            account = accounts.add(name, wish.provider(), settings, actor.name());
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("name", Shown.message(e));
        }
        audit.record(actor, "account.add", "account:" + account.id(),
                Map.of("name", name, "provider", wish.provider()));
        return account;
    }

    /** Tries an account that is not added yet. */
    public AccountTest test(Actor actor, AccountWish wish) {
        Registered<CloudProvider> provider = providers.require(wish.provider());
        Settings settings = providers.check(provider, wish.settings());
        String name = wish.name().isBlank() ? "new account" : wish.name().strip();
        audit.record(actor, "account.test", "account:new", Map.of("name", Shown.of(name), "provider", wish.provider()));
        return providers.test(provider, new CloudAccount(0, name, wish.provider(), settings));
    }

    /** Tries an account. */
    public AccountTest test(Actor actor, long id) {
        CloudAccount account = get(id);
        audit.record(actor, "account.test", "account:" + id, Map.of("name", account.name()));
        return providers.test(providerOf(account), account);
    }

    /** Harvests an account now, ahead of what waits; returns the job's id. */
    public long harvest(Actor actor, long id) {
        CloudAccount account = get(id);
        providerOf(account);
        long job = jobs.submit(actor, JobRequest.of("harvest.account", Priority.P0, Map.of("account", id))
                .withUniqueKey("harvest.account.now:" + id, JobRequest.UniqueUntil.START));
        audit.record(actor, "account.harvest", "account:" + id,
                Map.of("name", account.name(), "job", Long.toString(job)));
        return job;
    }

    private Registered<CloudProvider> providerOf(CloudAccount account) {
        try {
            return providers.require(account.provider());
        } catch (RefusedException e) {
            throw RefusedException.conflict("Cloud account '" + account.name() + "' needs provider '"
                    + account.provider() + "', which no loaded plugin brings: see Settings, Plugins.");
        }
    }

    private static String name(AccountWish wish) {
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid("name", "'name' must have 1 to " + MAX_NAME + " characters in one line");
        }
        return name;
    }
}
