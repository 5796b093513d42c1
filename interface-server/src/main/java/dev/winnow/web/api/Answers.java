package dev.winnow.web.api;

import dev.winnow.web.api.json.RequestJson;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.RequestAnswer;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Turns what came of a call into its answer. */
final class Answers {
    private Answers() {
    }

    /** 200 for what is done, 202 for what waits, a problem for what was refused or failed. */
    static ResponseEntity<RequestJson> of(RequestAnswer answer) {
        return of(answer, RequestJson.of(answer));
    }

    /** The same with a body of its own. */
    static <T> ResponseEntity<T> of(RequestAnswer answer, T body) {
        return switch (answer.outcome()) {
            case "refused" -> throw RefusedException.conflict(answer.message());
            case "failed" -> throw RefusedException.unavailable("The scheduler could not do it: " + answer.message());
            case RequestAnswer.WAITING -> ResponseEntity.status(HttpStatus.ACCEPTED)
                    .location(location("/requests/" + answer.id())).body(body);
            default -> ResponseEntity.ok(body);
        };
    }

    /** 201 with where the new thing is. */
    static <T> ResponseEntity<T> created(String path, T body) {
        return ResponseEntity.created(location(path)).body(body);
    }

    /** 202: a job will do it. */
    static ResponseEntity<JobId> accepted(long job) {
        return ResponseEntity.status(HttpStatus.ACCEPTED).location(location("/jobs/" + job))
                .body(new JobId(Long.toString(job)));
    }

    /** Below this API, without the host, which a proxy may have changed. */
    private static URI location(String path) {
        String context = ServletUriComponentsBuilder.fromCurrentContextPath().build().getPath();
        return URI.create((context == null ? "" : context) + "/api/v1" + path);
    }

    /** The job that does what was asked for. */
    record JobId(String id) {
    }
}
