package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.NoRetryException;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds arguments to a record as strictly as a worker does.
 *
 * @param values as JSON has them
 */
record TestArguments(Map<String, Object> values) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    <T extends Record> T bind(Class<T> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (values.get(component.getName()) == null && isRequired(component)) {
                throw new NoRetryException("the arguments lack '" + component.getName() + "' ("
                        + component.getType().getSimpleName() + ")");
            }
        }
        try {
            return MAPPER.convertValue(values, type);
        } catch (JacksonException e) {
            throw new NoRetryException("the arguments are wrong: " + e.getOriginalMessage(), e);
        }
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType() != Optional.class
                && Stream.of(component.getAnnotations(), component.getAnnotatedType().getAnnotations())
                        .flatMap(Stream::of).map(Annotation::annotationType).map(Class::getSimpleName)
                        .noneMatch("Nullable"::equals);
    }
}
