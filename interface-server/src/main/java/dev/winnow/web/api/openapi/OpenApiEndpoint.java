package dev.winnow.web.api.openapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code GET /openapi.json}. */
@RestController
class OpenApiEndpoint {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    OpenApiEndpoint(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @GetMapping(path = "/openapi.json", produces = "application/json")
    Map<String, Object> document(HttpServletRequest request) {
        return OpenApiDocument.of(mappings.getObject().getHandlerMethods(), request.getContextPath());
    }
}
