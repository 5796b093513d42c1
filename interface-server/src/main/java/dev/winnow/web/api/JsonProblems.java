package dev.winnow.web.api;

import dev.winnow.web.problem.Problem;
import dev.winnow.web.service.FieldProblem;
import dev.winnow.web.service.Shown;
import dev.winnow.web.service.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body, and where. */
final class JsonProblems {
    private JsonProblems() {
    }

    /** The problem behind an unreadable body. */
    static Problem of(@Nullable Throwable cause) {
        return switch (cause) {
            case BodyLimit.TooLargeException tooLarge -> BodyLimit.TooLargeException.PROBLEM;
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case InvalidFormatException wrong -> field(wrong, "must be " + expected(wrong.getTargetType()) + ", got '"
                    + Shown.of(wrong.getValue()) + "'");
            case MismatchedInputException wrong -> field(wrong, "must be " + expected(wrong.getTargetType()));
            case InputCoercionException wrong -> Problem.of(HttpStatus.BAD_REQUEST, "A number is too large"
                    + place(wrong.getLocation()) + ": " + Shown.of(wrong.getOriginalMessage()));
            case StreamReadException broken -> Problem.of(HttpStatus.BAD_REQUEST, "The body is not JSON"
                    + place(broken.getLocation()) + ": " + Shown.of(broken.getOriginalMessage()));
            case JacksonException other -> of(other.getCause());
            case null, default -> Problem.of(HttpStatus.BAD_REQUEST, "The body must be a JSON object; there is none.");
        };
    }

    private static Problem unknown(UnrecognizedPropertyException unknown) {
        List<String> known = unknown.getKnownPropertyIds() == null
                ? List.of()
                : unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
        String field = path(unknown);
        return problem(field, "there is no field '" + field + "': "
                + Suggestion.of(unknown.getPropertyName(), known));
    }

    private static Problem field(MismatchedInputException wrong, String rest) {
        String field = path(wrong);
        return field.isEmpty()
                ? Problem.of(HttpStatus.BAD_REQUEST, "The body" + place(wrong.getLocation()) + " " + rest)
                : problem(field, "'" + field + "' " + rest);
    }

    private static Problem problem(String field, String message) {
        return new Problem(HttpStatus.BAD_REQUEST, message, List.of(new FieldProblem(field, message)));
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Shown.of(step.getPropertyName()));
            }
        }
        return path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a whole number";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "Boolean", "boolean" -> "true or false";
            case "Instant" -> "an instant such as 2026-01-31T12:00:00Z";
            default -> List.class.isAssignableFrom(type) ? "a list" : "an object";
        };
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
