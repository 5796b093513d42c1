package dev.winnow.web.api;

import dev.winnow.web.api.json.DeadLetterJson;
import dev.winnow.web.api.json.QueueJson;
import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.OverviewService;
import dev.winnow.web.service.Page;
import dev.winnow.web.service.QueueService;
import dev.winnow.web.service.QueueView;
import dev.winnow.web.service.RefusedException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lanes of the queue. */
@RestController
@RequestMapping("/api/v1/queues")
class QueuesApi {
    private static final int DEAD_LETTERS = 1_000;

    private final OverviewService overview;
    private final QueueService queues;

    QueuesApi(OverviewService overview, QueueService queues) {
        this.overview = overview;
        this.queues = queues;
    }

    @GetMapping
    Page<QueueJson> list(Paging paging) {
        QueueView view = overview.queues();
        if (view.problem() != null) {
            throw RefusedException.unavailable(view.problem());
        }
        return paging.of(QueueJson.of(view));
    }

    @PostMapping("/{priority}/pause")
    ResponseEntity<RequestJson> pause(@PathVariable String priority, Actor actor) {
        return Answers.of(queues.pause(actor, QueueService.lane(priority)));
    }

    @PostMapping("/{priority}/resume")
    ResponseEntity<RequestJson> resume(@PathVariable String priority, Actor actor) {
        return Answers.of(queues.resume(actor, QueueService.lane(priority)));
    }

    /** Envelopes that were set aside. */
    @GetMapping("/dead-letters")
    Page<DeadLetterJson> deadLetters(Paging paging) {
        return paging.of(queues.deadLetters(DEAD_LETTERS)).map(DeadLetterJson::of);
    }
}
