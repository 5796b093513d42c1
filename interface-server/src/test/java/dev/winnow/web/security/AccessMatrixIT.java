package dev.winnow.web.security;

import dev.winnow.db.people.Role;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** Every call of the API, by everybody. */
class AccessMatrixIT {
    /** Which role each call needs: a call that is not here fails the test. */
    private static final Map<String, List<String>> CALLS = Map.of("viewer", List.of("GET /api/v1/plugins",
            "GET /api/v1/plugins/{name}", "GET /api/v1/plugins/sources", "GET /api/v1/plugins/generations",
            "GET /api/v1/plugins/drift", "GET /api/v1/plugins/warnings", "GET /api/v1/plugins/{name}/warnings",
            "GET /api/v1/plugins/{name}/settings", "GET /api/v1/filters",
            "GET /api/v1/resource-types", "POST /api/v1/resources/query", "GET /api/v1/resources/{id}",
            "GET /api/v1/jobs", "GET /api/v1/jobs/types", "GET /api/v1/jobs/{id}", "GET /api/v1/jobs/{id}/log",
            "GET /api/v1/jobs/{id}/explain", "GET /api/v1/jobs/{id}/children", "GET /api/v1/queues",
            "GET /api/v1/queues/dead-letters",
            "GET /api/v1/processes", "GET /api/v1/requests/{id}", "GET /api/v1/schedules",
            "GET /api/v1/schedules/{name}", "GET /api/v1/schedules/{name}/ticks", "GET /api/v1/accounts",
            "GET /api/v1/accounts/providers", "GET /api/v1/accounts/{id}", "GET /api/v1/insights",
            "GET /api/v1/insights/{id}", "GET /api/v1/insights/{id}/findings", "GET /api/v1/compliance"),
            "operator",
            List.of("GET /api/v1/plugins/plan", "GET /api/v1/plugins/generations/{id}/export",
                    "POST /api/v1/plugins/{name}/warnings/{id}/acknowledge",
                    "DELETE /api/v1/plugins/{name}/warnings/{id}/acknowledge",
                    "POST /api/v1/resources/{id}/actions/{action}", "POST /api/v1/jobs",
                    "POST /api/v1/jobs/batch", "POST /api/v1/jobs/chain", "POST /api/v1/jobs/cancel",
                    "POST /api/v1/queues/{priority}/pause", "POST /api/v1/queues/{priority}/resume",
                    "POST /api/v1/jobs/{id}/cancel",
                    "POST /api/v1/jobs/{id}/retry", "POST /api/v1/schedules/{name}/pause",
                    "POST /api/v1/schedules/{name}/resume", "POST /api/v1/schedules/{name}/run",
                    "POST /api/v1/accounts/{id}/test", "POST /api/v1/accounts/{id}/harvest", "POST /api/v1/insights"),
            "admin",
            List.of("POST /api/v1/plugins/publish", "POST /api/v1/plugins/rollback",
                    "PUT /api/v1/plugins/{name}/settings", "POST /api/v1/accounts",
                    "POST /api/v1/accounts/test", "GET /api/v1/users", "POST /api/v1/users",
                    "GET /api/v1/users/{name}", "POST /api/v1/users/{name}/password", "GET /api/v1/tokens",
                    "POST /api/v1/tokens", "GET /api/v1/audit", "GET /api/v1/system/network",
                    "POST /api/v1/system/network/try", "GET /api/v1/system/doctor"));

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.started();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyCallIsInTheTable() {
        RequestMappingHandlerMapping mapping = server.bean(RequestMappingHandlerMapping.class);
        Set<String> found = new TreeSet<>();
        mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/")).forEach(path -> info.getMethodsCondition().getMethods()
                        .forEach(method -> found.add(method + " " + path))));

        assertThat(found).containsExactlyInAnyOrderElementsOf(CALLS.values().stream().flatMap(List::stream).toList());
    }

    @Test
    void nobodyGetsAnythingWithoutSigningIn() {
        Browser nobody = server.browser();
        for (String call : allCalls()) {
            assertThat(answer(nobody, call)).as(call).satisfies(answer -> {
                assertThat(answer.status()).isIn(401, 403);
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            });
        }
        assertThat(server.browser("winnow_wrong").get("/api/v1/plugins").status()).isEqualTo(401);
        assertThat(server.browser("winnow_wrong").post("/api/v1/jobs", "{}").status()).isEqualTo(401);
    }

    @Test
    void eachRoleGetsWhatItMayAndNoMore() {
        List<String> wrong = new ArrayList<>();
        for (Role role : Role.values()) {
            Browser script = server.script(role);
            for (Map.Entry<String, List<String>> group : CALLS.entrySet()) {
                Role needed = Role.valueOf(group.getKey().toUpperCase(java.util.Locale.ROOT));
                for (String call : group.getValue()) {
                    Call answer = answer(script, call);
                    boolean may = role.compareTo(needed) >= 0;
                    if (may
                            ? answer.status() == 401 || answer.status() == 403 || answer.status() >= 500
                            : answer.status() != 403) {
                        wrong.add(role + " " + call + " -> " + answer.status() + " " + answer.body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aRefusalNamesTheRoleThatIsNeeded() {
        assertThat(server.script(Role.VIEWER).post("/api/v1/jobs", "{}").detail())
                .isEqualTo("This needs the role operator.");
    }

    @Test
    void whatIsNotForScriptsTakesNoToken() {
        assertThat(server.script(Role.ADMIN).get("/settings/plugins").status()).isEqualTo(401);
    }

    private static List<String> allCalls() {
        return CALLS.values().stream().flatMap(List::stream).sorted().collect(Collectors.toList());
    }

    private static Call answer(Browser who, String call) {
        String[] parts = call.split(" ", 2);
        String path = parts[1].replace("{id}", "4711").replaceAll("\\{\\w+}", "nothing");
        return parts[0].equals("GET")
                ? who.get(path)
                : who.send(parts[0], path, "{}", Map.of("Content-Type", "application/json"));
    }
}
