package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteTest extends PythonTest {
    private Route route(String decorator, String body) throws IOException {
        return load(plugin("7-web").module("plugin.py",
                "from winnow import routes\n\n" + decorator + "\ndef answer(request):\n" + body.indent(4)))
                .only(Route.class);
    }

    private static Route.Response ask(Route route, Map<String, List<String>> query, byte[] body) throws Exception {
        return route.handle(new Route.Request(query, body, "ada"));
    }

    @Test
    void aRouteSaysWhereItIsAndWhoMayCallIt() throws Exception {
        Route route = route("@routes.post('/reports/monthly/', role='admin')", "pass");
        assertThat(route.name()).isEqualTo("p7-web.post.reports.monthly");
        assertThat(route.method()).isEqualTo("POST");
        assertThat(route.path()).isEqualTo("reports/monthly");
        assertThat(route.role()).isEqualTo("admin");
        assertThat(ask(route, Map.of(), new byte[0]).status()).isEqualTo(204);
        assertThat(route("@routes.delete('x')", "pass").role()).isEqualTo("operator");
    }

    @Test
    void whatWasAskedArrivesAndWhatIsAnsweredComesBack() throws Exception {
        Route route = route("@routes.get('echo')", """
            if request.arg("kind") == "bytes":
                return request.body[::-1]
            if request.arg("kind") == "text":
                return "grüße"
            if request.arg("kind") == "response":
                return routes.Response("<b>", status=418, content_type="text/html")
            return {"query": request.query, "user": request.user, "json": request.json(), "method": request.method}
            """);
        Route.Response answer = ask(route, Map.of("a", List.of("1", "2")), "{\"b\": [null]}".getBytes(
                StandardCharsets.UTF_8));
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(Json.read(new String(answer.body(), StandardCharsets.UTF_8))).isEqualTo(Json.read("""
            {"query": {"a": ["1", "2"]}, "user": "ada", "json": {"b": [null]}, "method": "GET"}"""));
        byte[] every = new byte[512];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        answer = ask(route, Map.of("kind", List.of("bytes")), every);
        assertThat(answer.body()).hasSize(512).startsWith((byte) 255, (byte) 254);
        assertThat(answer.contentType()).isEqualTo("application/octet-stream");
        answer = ask(route, Map.of("kind", List.of("text")), new byte[0]);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("grüße");
        answer = ask(route, Map.of("kind", List.of("response")), new byte[0]);
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.contentType()).isEqualTo("text/html");
    }

    @Test
    void aLargeBodyAndALargeAnswerTravel() throws Exception {
        Route route = route("@routes.get('large')", "return bytes(len(request.body) * 12)");
        assertThat(ask(route, Map.of(), new byte[1024 * 1024]).body()).hasSize(12 * 1024 * 1024);
    }

    @Test
    @Timeout(60)
    void aRouteThatFailsOrDoesNotEndIsNamed() throws Exception {
        Route route = route("@routes.get('bad')", """
            if request.query:
                while True: pass
            return 5
            """);
        assertThatThrownBy(() -> ask(route, Map.of(), new byte[0]))
                .hasMessageStartingWith("route 'p7-web.get.bad' of plugin '7-web' failed: ")
                .hasMessageContaining("a route answered a value of type int");
        assertThatThrownBy(() -> ask(route, Map.of("spin", List.of("1")), new byte[0]))
                .hasMessageContaining("took longer than 5.0 s and was stopped");
        assertThatThrownBy(() -> ask(route, Map.of(), new byte[0])).hasMessageContaining("failed: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        @routes.get("items/<id>")                | fixed text such as 'report'
        @routes.get(answer)                      | NameError
        @routes.get("x", role="root")            | one of viewer, operator, admin
        @routes.route("x", "PATCH")              | one of GET, POST, PUT, DELETE
        """)
    void whatIsWrongWithARouteIsNamedWhileLoading(String decorator, String expected) throws IOException {
        assertThat(explained(plugin("wrong").module("plugin.py",
                "from winnow import routes\n" + decorator + "\ndef f(request): pass")).message()).contains(expected);
    }
}
