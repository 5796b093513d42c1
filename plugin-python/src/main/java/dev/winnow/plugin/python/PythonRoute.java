package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.Route;
import java.util.Base64;
import java.util.Map;

/** An API route written in Python. */
record PythonRoute(PluginCalls plugin, String name, String method, String path, String role) implements Route {
    @Override
    public Response handle(Request request) {
        return plugin.route(name, Json.write(Map.of("method", method, "path", path, "query", request.query(), "user",
                request.user(), "body", Base64.getEncoder().encodeToString(request.body()))));
    }
}
