package dev.winnow.web.problem;

import dev.winnow.web.service.FieldProblem;
import dev.winnow.web.service.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * What went wrong with a call.
 *
 * @param detail a sentence: what happened, and what to do
 * @param errors the fields to blame; possibly none
 */
public record Problem(HttpStatus status, String detail, List<FieldProblem> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /** Without fields. */
    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail, List.of());
    }

    /** Of a refusal. */
    public static Problem of(RefusedException refused) {
        return new Problem(status(refused.reason()), refused.sentence(), refused.fields());
    }

    /** The status that stands for a reason. */
    public static HttpStatus status(RefusedException.Reason reason) {
        return switch (reason) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** As the RFC has it; {@code type} stays about:blank, so {@code title} is the status's. */
    Map<String, Object> members(String instance) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", status.getReasonPhrase());
        members.put("status", status.value());
        members.put("detail", detail);
        members.put("instance", instance);
        if (!errors.isEmpty()) {
            List<Object> fields = new ArrayList<>();
            errors.forEach(error -> fields.add(Map.of("field", error.field(), "message", error.message())));
            members.put("errors", fields);
        }
        return members;
    }
}
