package dev.winnow.web.page.resource;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.ResourceSummary;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.AccountService;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.FilterService;
import dev.winnow.web.service.ResourceResult;
import dev.winnow.web.service.ResourceService;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of resources. */
@Controller
class ResourcePages {
    private final ResourceService resources;
    private final AccountService accounts;
    private final FilterService filters;
    private final Times times;

    ResourcePages(ResourceService resources, AccountService accounts, FilterService filters, Times times) {
        this.resources = resources;
        this.accounts = accounts;
        this.filters = filters;
        this.times = times;
    }

    @GetMapping("/resources")
    String list(@ModelAttribute("wanted") ResourceFilters wanted,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        List<CloudAccount> known = Part.of("the cloud accounts", accounts::all).or(List.of());
        Map<Long, String> names = known.stream().collect(Collectors.toMap(CloudAccount::id, CloudAccount::name));
        Filters chosen = wanted.chosen(names);
        Part<ResourceResult> result = Part.of("the list of resources",
                () -> resources.query(wanted.wish(), Cursor.id(cursor, "cursor"), Cursor.DEFAULT_LIMIT));
        ResourceResult found = result.value();
        model.addAttribute("page", new Part<>(found == null
                ? null
                : found.page().items().stream()
                        .map(resource -> ResourceSummary.of(resource, names, times)).toList(),
                result.problem()));
        model.addAttribute("count", new Part<>(found == null ? null : found.total(), null));
        model.addAttribute("pager", chosen.pager(cursor, found == null ? null : found.page().next()));
        model.addAttribute("chips", chosen.chips());
        model.addAttribute("filter", wanted.shown());
        model.addAttribute("accounts", known.stream()
                .map(account -> Map.of("id", Long.toString(account.id()), "name", account.name())).toList());
        model.addAttribute("types", Part.of("the resource types", () -> resources.countByType().keySet().stream()
                .sorted().toList()).or(List.of()));
        model.addAttribute("regions", Part.of("the regions", () -> regions(known)).or(List.of()));
        model.addAttribute("filters", Part.of("the filters", () -> filters.all().stream()
                .filter(filter -> filter.settings().stream()
                        .noneMatch(field -> field.required() && field.defaultValue() == null))
                .toList()).or(List.of()));
        return "resource/list";
    }

    private List<String> regions(List<CloudAccount> known) {
        TreeSet<String> regions = new TreeSet<>();
        known.forEach(account -> accounts.harvests(account.id()).forEach(harvest -> regions.add(harvest.region())));
        return List.copyOf(regions);
    }
}
