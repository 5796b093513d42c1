package dev.winnow.web.page;

import dev.winnow.web.service.RefusedException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Says in people's words what went wrong with a page. */
@Component
class ErrorPages implements ErrorViewResolver {
    static final String REFUSAL = ErrorPages.class.getName() + ".REFUSAL";
    private static final int LONGEST = 500;

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return new ModelAndView("error", model(request, status), status);
    }

    /** What the page {@code error.html} shows for a status. */
    private static Map<String, Object> model(HttpServletRequest request, HttpStatus status) {
        Map<String, Object> model = new HashMap<>();
        model.put("status", status.value());
        model.put("heading", heading(status));
        model.put("explanation", explanation(status, request));
        String detail = detail(status, request);
        if (detail != null) {
            model.put("detail", detail);
        }
        return model;
    }

    private static String heading(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> "This account may not do that";
            case NOT_FOUND -> "There is nothing here";
            case SERVICE_UNAVAILABLE -> "Winnow is starting, or a part of it does not answer";
            case BAD_REQUEST, CONFLICT, UNPROCESSABLE_CONTENT, METHOD_NOT_ALLOWED ->
                "That request cannot be carried out";
            default -> status.is5xxServerError() ? "This page failed" : status.getReasonPhrase();
        };
    }

    private static String explanation(HttpStatus status, HttpServletRequest request) {
        Throwable cause = thrown(request);
        if (cause instanceof RefusedException refused) {
            return refused.sentence();
        }
        return switch (status) {
            case FORBIDDEN -> "Your role does not allow it, or the page was open so long that its form is no longer "
                    + "valid: reload it and try again, or ask an admin.";
            case NOT_FOUND -> "The address is wrong, or what it named was removed.";
            case SERVICE_UNAVAILABLE ->
                "Plugins are being loaded, or the database does not answer. Reload in a moment.";
            default -> status.is5xxServerError()
                    ? "The other pages may well work. The interface server's log has the whole error."
                    : "Go back and try again.";
        };
    }

    private static @Nullable String detail(HttpStatus status, HttpServletRequest request) {
        Throwable cause = thrown(request);
        String message = cause == null ? null : cause.getMessage();
        if (cause instanceof RefusedException || message == null || status == HttpStatus.FORBIDDEN) {
            return null;
        }
        String line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static @Nullable Throwable thrown(HttpServletRequest request) {
        if (request.getAttribute(REFUSAL) instanceof RefusedException refusal) {
            return refusal;
        }
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Throwable cause = thrown instanceof Throwable throwable ? throwable : null;
        while (cause != null && cause.getCause() != null && cause instanceof jakarta.servlet.ServletException) {
            cause = cause.getCause();
        }
        return cause;
    }
}
