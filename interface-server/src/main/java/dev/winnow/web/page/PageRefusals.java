package dev.winnow.web.page;

import dev.winnow.web.problem.Problem;
import dev.winnow.web.service.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns what a page's controller refuses into the error page of its status. */
@ControllerAdvice(basePackages = {"dev.winnow.web.page", "dev.winnow.web.frontend"})
@Order(0)
class PageRefusals {
    @ExceptionHandler(RefusedException.class)
    void refused(RefusedException refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(ErrorPages.REFUSAL, refusal);
        response.sendError(Problem.status(refusal.reason()).value());
    }
}
