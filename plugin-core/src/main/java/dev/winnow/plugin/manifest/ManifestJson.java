package dev.winnow.plugin.manifest;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** A complete manifest as canonical JSON: the same manifest gives the same text, and reads back equal. */
public final class ManifestJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addSerializer(new SortedSets())).build();

    private ManifestJson() {
    }

    /** As JSON in one line. */
    public static String write(Manifest manifest) {
        return MAPPER.writeValueAsString(manifest);
    }

    /**
     * From what {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Manifest read(String json) {
        try {
            return MAPPER.readValue(json, Manifest.class);
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("This is no stored manifest: " + e.getMessage(), e);
        }
    }

    /** Immutable sets iterate in another order in every process. */
    private static final class SortedSets extends StdSerializer<Set<?>> {
        SortedSets() {
            super(Set.class);
        }

        @Override
        public void serialize(Set<?> value, JsonGenerator generator, SerializationContext context) {
            generator.writePOJO(value.stream().map(String::valueOf).sorted().toList());
        }
    }
}
