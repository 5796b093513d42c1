package dev.winnow.web.api;

import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.web.problem.Problem;
import dev.winnow.web.problem.ProblemWriter;
import dev.winnow.web.service.FieldProblem;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Whatever a call of the API throws, be it before a controller is found, becomes a problem. Pages see to theirs. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors implements HandlerExceptionResolver {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    private final ProblemWriter problems;

    ApiErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception exception) {
        if (exception instanceof AsyncRequestNotUsableException) {
            LOG.debug("The reader of {} has gone.", request.getRequestURI(), exception);
            return new ModelAndView();
        }
        if (!ProblemWriter.isForScript(request)) {
            return null;
        }
        try {
            if (exception instanceof ErrorResponse known) {
                known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            }
            problems.write(request, response, problem(request, exception));
        } catch (IOException e) {
            throw new UncheckedIOException("the caller has gone", e);
        }
        return new ModelAndView();
    }

    private static Problem problem(HttpServletRequest request, Exception exception) {
        return switch (exception) {
            case RefusedException refused -> Problem.of(refused);
            case QueueUnavailableException down -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE,
                    "Redis does not answer: " + Shown.message(down));
            case HttpMessageNotReadableException unreadable -> JsonProblems.of(unreadable.getCause());
            case NoResourceFoundException none -> Problem.of(HttpStatus.NOT_FOUND,
                    "There is no " + request.getMethod() + " " + Shown.of(request.getRequestURI()) + ".");
            case org.springframework.web.method.annotation.MethodArgumentTypeMismatchException wrong -> {
                String message = "'" + wrong.getName() + "' cannot be '" + Shown.of(String.valueOf(wrong.getValue()))
                        + "'";
                yield new Problem(HttpStatus.BAD_REQUEST, message, List.of(new FieldProblem(wrong.getName(), message)));
            }
            case ErrorResponse known -> {
                String detail = known.getBody().getDetail();
                yield Problem.of(HttpStatus.valueOf(known.getStatusCode().value()),
                        detail == null ? "The request cannot be carried out." : detail);
            }
            default -> unexpected(request, exception);
        };
    }

    private static Problem unexpected(HttpServletRequest request, Exception exception) {
        String id = UUID.randomUUID().toString();
        LOG.error("{} {} failed; the caller was told {}.", request.getMethod(), request.getRequestURI(), id, exception);
        return isDatabase(exception)
                ? Problem.of(HttpStatus.SERVICE_UNAVAILABLE,
                        "MySQL did not answer as expected: try again; the interface server's log has more under " + id
                                + ".")
                : Problem.of(HttpStatus.INTERNAL_SERVER_ERROR,
                        "An error that should not happen: the interface server's log has more under " + id + ".");
    }

    /** By name: this module knows no JDBC. */
    private static boolean isDatabase(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().startsWith("java.sql.")
                    || cause.getClass().getName().startsWith("com.mysql.")) {
                return true;
            }
        }
        return false;
    }
}
