package dev.winnow.web.page.overview;

import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.FrontendModule.Kind;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.LaneStatus;
import dev.winnow.web.frontend.EmbeddedModules;
import dev.winnow.web.page.view.InsightLine;
import dev.winnow.web.page.view.JobSummary;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.service.AccountService;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.InsightService;
import dev.winnow.web.service.JobSearch;
import dev.winnow.web.service.JobService;
import dev.winnow.web.service.OverviewService;
import dev.winnow.web.service.QueueView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What an operator looks at first. */
@Controller
class OverviewPage {
    private static final int LATEST = 10;
    private static final int INSIGHTS = 12;

    private final OverviewService overview;
    private final JobService jobs;
    private final InsightService insights;
    private final AccountService accounts;
    private final EmbeddedModules modules;
    private final Times times;

    OverviewPage(OverviewService overview, JobService jobs, InsightService insights, AccountService accounts,
            EmbeddedModules modules, Times times) {
        this.overview = overview;
        this.jobs = jobs;
        this.insights = insights;
        this.accounts = accounts;
        this.modules = modules;
        this.times = times;
    }

    /** A lane's numbers. */
    record LaneView(String code, String title, long depth, long running, String oldest, boolean paused) {
    }

    /** How many jobs are in a state. */
    record CountView(String code, Status status, long number) {
    }

    @GetMapping("/")
    String index(Actor actor, HttpServletRequest request, Model model) {
        Part<QueueView> queues = Part.of("the queues", overview::queues);
        QueueView view = queues.or(new QueueView(List.of(), List.of(), queues.problem()));
        model.addAttribute("queues", view);
        model.addAttribute("lanes", lanes(view.lanes()));
        model.addAttribute("counts", Part.of("the number of jobs", () -> counts(jobs.counts())));
        model.addAttribute("latest", Part.of("the latest jobs",
                () -> jobs.latest(new JobSearch(null, null, null, null, LATEST)).items().stream()
                        .map(row -> JobSummary.of(row, times)).toList()));
        model.addAttribute("insights", Part.of("the insights", () -> insights.all().stream().limit(INSIGHTS)
                .map(line -> InsightLine.of(line.row(), line.score().orElse(null), times)).toList()));
        model.addAttribute("noAccount", Part.of("the cloud accounts", () -> accounts.all().isEmpty()).or(false));
        model.addAttribute("cards", Part.of("the cards of plugins", () -> modules.all(Kind.CARD, actor)));
        model.addAttribute("base", request.getContextPath());
        return "overview/index";
    }

    /** All three lanes, also those that nobody spoke of, so that numbers have a place to appear. */
    private static List<LaneView> lanes(List<LaneStatus> known) {
        List<LaneView> lanes = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            lanes.add(known.stream().filter(lane -> lane.priority() == priority).findFirst()
                    .map(lane -> new LaneView(priority.code(), priority.title(), lane.depth(), lane.running(),
                            lane.depth() > 0 ? Times.span(lane.oldestAge().toSeconds()) : "–", lane.paused()))
                    .orElseGet(() -> new LaneView(priority.code(), priority.title(), 0, 0, "–", false)));
        }
        return lanes;
    }

    private static List<CountView> counts(Map<JobState, Long> counts) {
        return Arrays.stream(JobState.values())
                .map(state -> new CountView(state.code(), Status.of(state), counts.getOrDefault(state, 0L))).toList();
    }
}
