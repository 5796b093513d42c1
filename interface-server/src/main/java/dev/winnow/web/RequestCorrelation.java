package dev.winnow.web;

import dev.winnow.daemon.tracing.Correlation;
import dev.winnow.daemon.tracing.Step;
import dev.winnow.daemon.tracing.Tracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request a correlation id, which is told in the answer, stands in its log lines, and goes to the jobs that it
 * asks for. Of health checks and assets nothing follows.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RequestCorrelation extends OncePerRequestFilter {
    static final String HEADER = "X-Correlation-Id";

    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;

    RequestCorrelation(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/health/") || path.startsWith("/assets/") || path.startsWith("/metrics");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (Step step = tracing.request(request.getMethod(), request.getHeader("traceparent"));
                Correlation scope = Correlation.enter(step.correlation())) {
            response.setHeader(HEADER, step.correlation());
            try {
                chain.doFilter(request, response);
            } finally {
                describe(step, request, response);
            }
        }
    }

    /** By the route and never by the path: that holds ids, and may hold what somebody made up. */
    private static void describe(Step step, HttpServletRequest request, HttpServletResponse response) {
        step.with("http.request.method", request.getMethod())
                .with("http.response.status_code", Integer.toString(response.getStatus()));
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            step.with("http.route", route);
            step.rename(request.getMethod() + " " + route);
        }
        if (response.getStatus() >= SERVER_ERROR) {
            step.failed("answered " + response.getStatus());
        }
    }
}
