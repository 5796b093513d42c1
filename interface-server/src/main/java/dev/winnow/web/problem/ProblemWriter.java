package dev.winnow.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems as {@code application/problem+json}. */
@Component
public class ProblemWriter {
    private final JsonMapper mapper = JsonMapper.builder().build();

    /** Answers with a problem, unless an answer has begun. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status().value());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(mapper.writeValueAsBytes(problem.members(request.getRequestURI())));
    }

    /** Whether a request is one of a script, which wants JSON, not a page. */
    public static boolean isForScript(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals("/api") || path.startsWith("/api/") || path.equals("/events")
                || path.equals("/openapi.json");
    }
}
