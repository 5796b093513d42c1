package dev.winnow.web.api;

import dev.winnow.web.problem.Problem;
import dev.winnow.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes no body of the API beyond 1 MiB, or 8 MiB for many jobs at once, whatever its length is said to be. */
@Component
class BodyLimit extends OncePerRequestFilter {
    private static final int LIMIT = 1 << 20;
    private static final int LIMIT_FOR_MANY = 8 << 20;
    private static final Set<String> MANY = Set.of("/api/v1/jobs/batch", "/api/v1/jobs/chain");

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ProblemWriter.isForScript(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        int limit = MANY.contains(path) ? LIMIT_FOR_MANY : LIMIT;
        if (request.getContentLengthLong() > limit) {
            problems.write(request, response, TooLargeException.PROBLEM);
        } else {
            chain.doFilter(new Limited(request, limit), response);
        }
    }

    /** A body went on beyond the limit. */
    static final class TooLargeException extends IOException {
        static final Problem PROBLEM = Problem.of(HttpStatus.CONTENT_TOO_LARGE,
                "A request body has 1 MiB at most; one of /jobs/batch and /jobs/chain, 8 MiB.");
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super(PROBLEM.detail());
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final int limit;

        Limited(HttpServletRequest request, int limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), limit);
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream stream;
        private final int limit;
        private long seen;

        LimitedStream(ServletInputStream stream, int limit) {
            this.stream = stream;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int read = stream.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = stream.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) throws TooLargeException {
            seen += more;
            if (seen > limit) {
                throw new TooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
