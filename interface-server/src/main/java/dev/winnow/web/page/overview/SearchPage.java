package dev.winnow.web.page.overview;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.web.page.view.JobSummary;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.ResourceSummary;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.AccountService;
import dev.winnow.web.service.JobSearch;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.ResourceService;
import dev.winnow.web.service.ResourceWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The global search: jobs by id or type, resources by text or id. */
@Controller
class SearchPage {
    private static final int MOST = 20;
    private static final int LONGEST = 200;

    private final ResourceService resources;
    private final JobService jobs;
    private final AccountService accounts;
    private final Times times;

    SearchPage(ResourceService resources, JobService jobs, AccountService accounts, Times times) {
        this.resources = resources;
        this.jobs = jobs;
        this.accounts = accounts;
        this.times = times;
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, Model model) {
        String stripped = q.strip();
        String text = stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST);
        model.addAttribute("searched", text);
        model.addAttribute("jobs", Part.of("the jobs", () -> text.isEmpty() ? List.of() : jobs(text)));
        model.addAttribute("resources", Part.of("the resources", () -> text.isEmpty() ? List.of() : resources(text)));
        return "overview/search";
    }

    private List<JobSummary> jobs(String text) {
        if (isId(text)) {
            try {
                return List.of(JobSummary.of(jobs.get(Long.parseLong(text)).row(), times));
            } catch (RefusedException e) {
                return List.of();
            }
        }
        return jobs.latest(new JobSearch(null, null, text, null, MOST)).items().stream()
                .map(row -> JobSummary.of(row, times)).toList();
    }

    private List<ResourceSummary> resources(String text) {
        Map<Long, String> names = accounts.all().stream()
                .collect(Collectors.toMap(CloudAccount::id, CloudAccount::name));
        List<ResourceSummary> found = new ArrayList<>();
        if (isId(text)) {
            try {
                found.add(ResourceSummary.of(resources.get(Long.parseLong(text)).resource(), names, times));
            } catch (RefusedException e) {
                // No resource has this id; the text may still be part of a name.
                found.clear();
            }
        }
        ResourceWish wish = new ResourceWish(null, List.of(), text, null, null, null);
        resources.query(wish, null, MOST).page().items()
                .forEach(resource -> found.add(ResourceSummary.of(resource, names, times)));
        return found;
    }

    private static boolean isId(String text) {
        return text.matches("\\d{1,18}");
    }
}
