package dev.winnow.web.api;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.OverviewService;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.SchedulerRequests;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the suite stands: processes, requests to the scheduler. */
@RestController
@RequestMapping("/api/v1")
class SuiteApi {
    private final OverviewService overview;
    private final SchedulerRequests requests;

    SuiteApi(OverviewService overview, SchedulerRequests requests) {
        this.overview = overview;
        this.requests = requests;
    }

    @GetMapping("/processes")
    Page<ProcessRow> processes(Paging paging) {
        return paging.of(overview.processes());
    }

    @GetMapping("/requests/{id}")
    RequestJson request(@PathVariable String id) {
        return RequestJson.of(requests.answer(Cursor.requiredId(id, "id")));
    }
}
