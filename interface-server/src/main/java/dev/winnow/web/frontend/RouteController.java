package dev.winnow.web.frontend;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.people.Role;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Route;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.problem.Problem;
import dev.winnow.web.problem.ProblemWriter;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Hands requests below {@code /plugin/NAME/} to the routes of plugins. What a plugin answers is shown in a sandbox of an
 * opaque origin, so that its HTML cannot act as the console.
 */
@Controller
class RouteController {
    static final String POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int LARGEST_BODY = 1 << 20;
    /** What this server answers itself. */
    private static final Set<String> OWN = Set.of("assets", "pages");

    private final PluginHost host;
    private final RouteCalls calls;
    private final ProblemWriter problems;

    RouteController(PluginHost host, RouteCalls calls, ProblemWriter problems) {
        this.host = host;
        this.calls = calls;
        this.problems = problems;
    }

    @RequestMapping("/plugin/{plugin}/{*path}")
    void dispatch(@PathVariable String plugin, @PathVariable String path, Actor actor, HttpServletRequest request,
            HttpServletResponse response) throws IOException, InterruptedException {
        String below = path.replaceFirst("^/", "");
        String method = request.getMethod();
        String what = method + " " + Shown.of(below);
        List<Registered<Route>> there = OWN.contains(below.split("/", 2)[0]) ? List.of() : at(plugin, below);
        Optional<Registered<Route>> found = there.stream()
                .filter(route -> route.extension().method().equalsIgnoreCase(method)).findFirst();
        if (there.isEmpty()) {
            problem(request, response, HttpStatus.NOT_FOUND, "No loaded plugin '" + Shown.of(plugin)
                    + "' has a route '" + Shown.of(below) + "': see its warnings under Settings, Plugins.");
        } else if (found.isEmpty()) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ",
                    there.stream().map(route -> route.extension().method().toUpperCase(Locale.ROOT)).toList()));
            problem(request, response, HttpStatus.METHOD_NOT_ALLOWED,
                    "The route '" + Shown.of(below) + "' of plugin '" + plugin + "' does not take " + method + ".");
        } else if (!actor.may(role(found.get().extension()))) {
            problem(request, response, HttpStatus.FORBIDDEN, "This route of plugin '" + plugin + "' needs the role "
                    + Words.code(role(found.get().extension())) + ".");
        } else {
            Optional<byte[]> body = body(request);
            if (body.isEmpty()) {
                problem(request, response, HttpStatus.CONTENT_TOO_LARGE, "A request body has 1 MiB at most.");
            } else {
                answer(request, response, calls.call(found.get(), what,
                        new Route.Request(query(request), body.get(), actor.name())));
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, RouteCalls.Outcome outcome)
            throws IOException {
        switch (outcome) {
            case RouteCalls.Outcome.Failed failed -> problems.write(request, response, failed.problem());
            case RouteCalls.Outcome.Answered answer -> {
                response.setStatus(answer.status());
                response.setContentType(answer.type().toString());
                response.setHeader("Content-Security-Policy", POLICY);
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                response.setContentLength(answer.body().length);
                response.getOutputStream().write(answer.body());
            }
        }
    }

    private List<Registered<Route>> at(String plugin, String path) {
        return host.registry().all(Route.class).stream().filter(route -> route.plugin().equals(plugin)
                && route.extension().path().replaceFirst("^/", "").equals(path)).toList();
    }

    /** A role that nobody knows is for admins. */
    private static Role role(Route route) {
        return Arrays.stream(Role.values()).filter(role -> Words.code(role).equals(route.role())).findFirst()
                .orElse(Role.ADMIN);
    }

    /** Empty where it is too large. */
    private static Optional<byte[]> body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        return body.length > LARGEST_BODY ? Optional.empty() : Optional.of(body);
    }

    private static Map<String, List<String>> query(HttpServletRequest request) {
        MultiValueMap<String, String> encoded = UriComponentsBuilder.newInstance().query(request.getQueryString())
                .build().getQueryParams();
        Map<String, List<String>> query = new LinkedHashMap<>();
        encoded.forEach((name, values) -> query.put(decoded(name),
                values.stream().map(value -> value == null ? "" : decoded(value)).toList()));
        return query;
    }

    private static String decoded(String text) {
        return UriUtils.decode(text.replace("+", " "), UTF_8);
    }

    private void problem(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        problems.write(request, response, Problem.of(status, detail));
    }
}
