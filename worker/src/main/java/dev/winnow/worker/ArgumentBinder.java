package dev.winnow.worker;

import dev.winnow.plugin.spi.NoRetryException;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Binds a job's arguments to a record, strictly: another attempt would not make them right. */
final class ArgumentBinder {
    private final JsonMapper mapper = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .withCoercionConfig(LogicalType.Textual,
                    config -> Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float,
                            CoercionInputShape.Boolean)
                            .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
            .build();

    /**
     * @param jobType for the message
     * @throws NoRetryException naming what is missing, unknown or of the wrong type
     */
    <T extends Record> T bind(String jobType, Map<String, Object> arguments, Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        // A record that stands for a single JSON value takes the arguments as they are.
        boolean whole = Stream.of(components).anyMatch(component -> isAnnotated(component, "JsonValue"));
        for (RecordComponent component : components) {
            if (!whole && arguments.get(component.getName()) == null && isRequired(component)) {
                throw new NoRetryException("the arguments of " + jobType + " lack '" + component.getName() + "' ("
                        + component.getType().getSimpleName() + ")");
            }
        }
        try {
            return mapper.convertValue(arguments, type);
        } catch (JacksonException e) {
            throw new NoRetryException("the arguments of " + jobType + " are wrong: " + e.getOriginalMessage()
                    + (e.getPath().isEmpty() ? "" : " (at '" + path(e) + "')"), e);
        }
    }

    private static String path(JacksonException problem) {
        return String.join(".", problem.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .toList());
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType() != Optional.class && !isAnnotated(component, "Nullable")
                && !isAnnotated(component, "JsonAnySetter");
    }

    /** By its simple name: a plugin may bring another library's annotation. */
    private static boolean isAnnotated(RecordComponent component, String annotation) {
        return Stream.of(component.getAnnotations(), component.getAnnotatedType().getAnnotations(),
                component.getAccessor().getAnnotations()).flatMap(Stream::of).map(Annotation::annotationType)
                .map(Class::getSimpleName).anyMatch(annotation::equals);
    }
}
