package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.Route;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An API route written in Python. */
record PythonRoute(PluginCalls plugin, String name, String method, String path, String role) implements Route {
    @Override
    public Response handle(Request request) {
        String facts = Json.write(Map.of("method", method, "path", path, "query", request.query(), "user",
                request.user(), "body", Base64.getEncoder().encodeToString(request.body())));
        JsonNode answer = plugin.route(name, facts);
        byte[] body = answer.has("base64")
                ? Base64.getDecoder().decode(answer.path("base64").asString(""))
                : answer.path("text").asString("").getBytes(StandardCharsets.UTF_8);
        return new Response(answer.path("status").asInt(200), answer.path("content_type").asString("text/plain"),
                body);
    }
}
