package dev.winnow.web.page;

import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.RequestAnswer;
import dev.winnow.web.service.SchedulerRequests;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How a request to the leading scheduler stands, as a part that replaces itself until there is an answer. */
@Controller
class RequestFragment {
    private final SchedulerRequests requests;

    RequestFragment(SchedulerRequests requests) {
        this.requests = requests;
    }

    @GetMapping("/requests/{id}")
    String show(@PathVariable String id, Model model) {
        RequestAnswer answer = requests.answer(Cursor.requiredId(id, "id"));
        model.addAttribute("id", answer.id());
        model.addAttribute("text", answer.message().isBlank()
                ? "The scheduler says: " + answer.outcome() + "."
                : answer.message());
        if (answer.isWaiting()) {
            return "request :: waiting";
        }
        Object job = answer.values().get("job");
        model.addAttribute("jobId", job == null ? null : job.toString());
        model.addAttribute("tone", answer.isDone() ? "green" : "red");
        model.addAttribute("icon", answer.isDone() ? "done" : "failed");
        return "request :: answered";
    }
}
