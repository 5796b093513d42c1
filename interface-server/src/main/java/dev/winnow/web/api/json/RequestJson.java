package dev.winnow.web.api.json;

import dev.winnow.web.service.RequestAnswer;
import java.util.Map;

/** How a request to the leading scheduler stands. */
public record RequestJson(String requestId, String outcome, String message, Map<String, Object> values) {
    public static RequestJson of(RequestAnswer answer) {
        return new RequestJson(Long.toString(answer.id()), answer.outcome(), answer.message(), answer.values());
    }
}
