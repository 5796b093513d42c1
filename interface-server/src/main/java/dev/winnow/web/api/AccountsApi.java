package dev.winnow.web.api;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.web.api.json.AccountDetailJson;
import dev.winnow.web.api.json.AccountJson;
import dev.winnow.web.api.json.ProviderJson;
import dev.winnow.web.service.AccountService;
import dev.winnow.web.service.AccountTest;
import dev.winnow.web.service.AccountWish;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cloud accounts. */
@RestController
@RequestMapping("/api/v1/accounts")
class AccountsApi {
    private final AccountService accounts;

    AccountsApi(AccountService accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    Page<AccountJson> list(Paging paging) {
        return paging.of(accounts.all()).map(AccountJson::of);
    }

    @GetMapping("/providers")
    Page<ProviderJson> providers(Paging paging) {
        return paging.of(accounts.providers()).map(ProviderJson::of);
    }

    @GetMapping("/{id}")
    AccountDetailJson get(@PathVariable String id) {
        CloudAccount account = accounts.get(Cursor.requiredId(id, "id"));
        return AccountDetailJson.of(account, accounts.harvests(account.id()));
    }

    @PostMapping
    ResponseEntity<AccountJson> add(@RequestBody Wish wish, Actor actor) {
        CloudAccount account = accounts.add(actor, wish.checked(Body.text("name", wish.name())));
        return Answers.created("/accounts/" + account.id(), AccountJson.of(account));
    }

    @PostMapping("/test")
    AccountTest test(@RequestBody Wish wish, Actor actor) {
        return accounts.test(actor, wish.checked(Body.textOr(wish.name(), "")));
    }

    @PostMapping("/{id}/test")
    AccountTest testAdded(@PathVariable String id, Actor actor) {
        return accounts.test(actor, Cursor.requiredId(id, "id"));
    }

    @PostMapping("/{id}/harvest")
    ResponseEntity<Answers.JobId> harvest(@PathVariable String id, Actor actor) {
        return Answers.accepted(accounts.harvest(actor, Cursor.requiredId(id, "id")));
    }

    /** An account that is wanted. */
    record Wish(@Nullable String name, @Nullable String provider, @Nullable Map<String, @Nullable Object> settings) {
        AccountWish checked(String checkedName) {
            return new AccountWish(checkedName, Body.text("provider", provider), Body.values(settings));
        }
    }
}
