package dev.winnow.web;

import dev.winnow.web.problem.Problem;
import dev.winnow.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Until the start is done, of which the plugins take longest, everything but health is answered by a sentence. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class StartingFilter extends OncePerRequestFilter {
    private static final String SENTENCE = "Winnow is starting: plugins are being loaded.";
    private static final String PAGE = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta http-equiv=\"refresh\" content=\"2\"><title>Winnow is starting</title></head><body><h1>Winnow is "
            + "starting</h1><p>Plugins are being loaded. This page comes back by itself.</p></body></html>";

    private final Started started;
    private final ProblemWriter problems;

    StartingFilter(Started started, ProblemWriter problems) {
        this.started = started;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return started.isDone() || request.getRequestURI().startsWith(request.getContextPath() + "/health/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (ProblemWriter.isForScript(request)) {
            problems.write(request, response, Problem.of(HttpStatus.SERVICE_UNAVAILABLE, SENTENCE));
            return;
        }
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
    }
}
