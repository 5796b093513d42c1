package dev.winnow.web.api.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Writes OpenAPI 3.1 from the calls that controllers answer. */
final class OpenApiDocument {
    private static final String BASE = "/api/v1";
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private final Schemas schemas = new Schemas();
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();

    /**
     * The document.
     *
     * @param server where the API is, relative to the host
     */
    static Map<String, Object> of(Map<RequestMappingInfo, HandlerMethod> calls, String server) {
        OpenApiDocument document = new OpenApiDocument();
        calls.forEach(document::add);
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("openapi", "3.1.0");
        written.put("info", Map.of("title", "Winnow", "version", "1"));
        written.put("servers", List.of(Map.of("url", server + BASE)));
        written.put("security", List.of(Map.of("token", List.of()), Map.of("session", List.of())));
        written.put("paths", document.paths);
        written.put("components", Map.of("schemas", document.components(), "securitySchemes",
                Map.of("token", Map.of("type", "http", "scheme", "bearer"), "session",
                        Map.of("type", "apiKey", "in", "cookie", "name", "winnow_session"))));
        return written;
    }

    private Map<String, Object> components() {
        Map<String, Object> components = new TreeMap<>(schemas.described());
        components.put("Problem", Map.of("type", "object", "properties",
                Map.of("type", TEXT, "title", TEXT, "status", Map.of("type", "integer"), "detail", TEXT, "instance",
                        TEXT, "errors", Map.of("type", "array", "items",
                                Map.of("type", "object", "properties", Map.of("field", TEXT, "message", TEXT))))));
        return components;
    }

    private void add(RequestMappingInfo info, HandlerMethod handler) {
        for (String path : info.getPatternValues()) {
            if (path.startsWith(BASE + "/")) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    paths.computeIfAbsent(path.substring(BASE.length()), key -> new TreeMap<>())
                            .put(method.name().toLowerCase(Locale.ROOT), operation(handler));
                }
            }
        }
    }

    private Map<String, Object> operation(HandlerMethod handler) {
        Map<String, Object> operation = new LinkedHashMap<>();
        String tag = handler.getBeanType().getSimpleName().replaceAll("Api$", "");
        operation.put("operationId", tag.toLowerCase(Locale.ROOT) + "." + handler.getMethod().getName());
        operation.put("tags", List.of(tag));
        List<Object> parameters = new ArrayList<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            describe(parameter, parameters, operation);
        }
        operation.put("parameters", parameters);
        operation.put("responses", responses(handler));
        return operation;
    }

    private void describe(MethodParameter parameter, List<Object> parameters, Map<String, Object> operation) {
        String name = parameter.getParameter().getName();
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            parameters.add(Map.of("name", name, "in", "path", "required", true, "schema", TEXT));
        } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
            parameters.add(Map.of("name", name, "in", "query", "schema", TEXT));
        } else if (parameter.getParameterAnnotation(RequestHeader.class) instanceof RequestHeader header) {
            parameters.add(Map.of("name", header.name(), "in", "header", "schema", TEXT));
        } else if (parameter.getParameterType().getSimpleName().equals("Paging")) {
            parameters.add(Map.of("name", "limit", "in", "query", "schema",
                    Map.of("type", "integer", "minimum", 1, "maximum", 500, "default", 50)));
            parameters.add(Map.of("name", "cursor", "in", "query", "schema", TEXT));
        } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
            operation.put("requestBody", Map.of("content", json(parameter.getGenericParameterType())));
        }
    }

    private Map<String, Object> responses(HandlerMethod handler) {
        Type type = handler.getMethod().getGenericReturnType();
        Map<String, Object> responses = new TreeMap<>();
        GetMapping get = handler.getMethodAnnotation(GetMapping.class);
        if (get != null && get.produces().length > 0) {
            responses.put("200", Map.of("description", "A file", "content", Map.of(get.produces()[0],
                    Map.of("schema", Map.of("type", "string", "format", "binary")))));
        } else if (type == void.class) {
            responses.put("204", Map.of("description", "Done"));
        } else if (type instanceof ParameterizedType entity && entity.getRawType() == ResponseEntity.class) {
            responses.put("2XX", Map.of("description", "Done, made (201) or taken on (202)", "content",
                    json(entity.getActualTypeArguments()[0])));
        } else {
            responses.put("200", Map.of("description", "Found", "content", json(type)));
        }
        responses.put("default", Map.of("description", "What went wrong", "content", Map.of("application/problem+json",
                Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
        return responses;
    }

    private Map<String, Object> json(Type type) {
        return Map.of("application/json", Map.of("schema", schemas.of(type)));
    }
}
