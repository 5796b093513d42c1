package dev.winnow.web.service;

import java.util.Map;

/**
 * How a request to the leading scheduler stands.
 *
 * @param id the request's
 * @param outcome {@code done}, {@code refused}, {@code failed}, or {@code waiting} while there is no answer
 * @param message a sentence for people
 * @param values the answer as JSON has it, without the message
 */
public record RequestAnswer(long id, String outcome, String message, Map<String, Object> values) {
    /** While there is no answer. */
    public static final String WAITING = "waiting";

    /** Whether there is no answer yet. */
    public boolean isWaiting() {
        return outcome.equals(WAITING);
    }

    /** Whether it was carried out. */
    public boolean isDone() {
        return outcome.equals("done");
    }
}
