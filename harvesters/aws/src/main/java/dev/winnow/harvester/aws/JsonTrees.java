package dev.winnow.harvester.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Builds small trees from a stream, with a bound on their size: one hostile object must not fill the heap. */
final class JsonTrees {
    /** The largest instances that EC2 knows have a few thousand values. */
    private static final int MOST_VALUES = 100_000;

    private JsonTrees() {
    }

    /** An object whose names are read by the caller. */
    static Partial partial(JsonParser parser) {
        return new Partial(parser);
    }

    /** The part of an object that is kept. */
    static final class Partial {
        private final JsonParser parser;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private int size;

        private Partial(JsonParser parser) {
            this.parser = parser;
        }

        /** Reads the current value under a name. */
        void put(String name) {
            Object value = read();
            if (value != null) {
                values.put(name, value);
            }
        }

        Map<String, Object> values() {
            return values;
        }

        private @Nullable Object read() {
            if (++size > MOST_VALUES) {
                throw new StreamReadException(parser, "an object of more than " + MOST_VALUES + " values");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String name = parser.currentName();
                        parser.nextToken();
                        Object value = read();
                        if (value != null) {
                            object.put(name, value);
                        }
                    }
                    yield object;
                }
                case START_ARRAY -> {
                    List<Object> list = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        Object value = read();
                        if (value != null) {
                            list.add(value);
                        }
                    }
                    yield list;
                }
                case VALUE_STRING -> parser.getString();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                case null, default -> throw new StreamReadException(parser, "the file ends inside an object");
            };
        }
    }
}
