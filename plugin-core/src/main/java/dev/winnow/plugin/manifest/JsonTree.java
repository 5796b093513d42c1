package dev.winnow.plugin.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into a {@link Tree}, strictly and within limits. */
final class JsonTree {
    private static final int MAX_DEPTH = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(100)
                    .maxNameLength(1_000).build())
            .build();

    private JsonTree() {
    }

    /**
     * The document in these bytes.
     *
     * @throws MalformedException with line, and column in its text, if it is not one JSON value
     */
    static Tree read(byte[] bytes) {
        String text = SourceText.decode(bytes);
        if (text.isBlank()) {
            throw new MalformedException("the file is empty", 1);
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Tree tree = value(parser);
            if (parser.nextToken() != null) {
                throw malformed(parser.currentTokenLocation(), "something follows after the end of the document");
            }
            return tree;
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw malformed(location == null ? TokenStreamLocation.NA : location, reason(e));
        }
    }

    private static Tree value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        TokenStreamLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        if (token == null) {
            throw malformed(parser.currentLocation(), "the file ends too early");
        }
        return switch (token) {
            case START_OBJECT -> mapping(parser, line);
            case START_ARRAY -> sequence(parser, line);
            case VALUE_STRING -> new Tree.Scalar(parser.getString(), line);
            case VALUE_TRUE -> new Tree.Scalar(true, line);
            case VALUE_FALSE -> new Tree.Scalar(false, line);
            case VALUE_NULL -> new Tree.Scalar(null, line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Tree.Scalar(number(parser, at), line);
            default -> throw malformed(at, "unexpected " + token);
        };
    }

    private static Tree mapping(JsonParser parser, int line) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            TokenStreamLocation at = parser.currentTokenLocation();
            parser.nextToken();
            if (entries.put(key, value(parser)) != null) {
                throw malformed(at, "the key '" + key + "' is there twice");
            }
        }
        return new Tree.Mapping(entries, line);
    }

    private static Tree sequence(JsonParser parser, int line) {
        List<Tree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Tree.Sequence(items, line);
    }

    private static Number number(JsonParser parser, TokenStreamLocation at) {
        String text = parser.getString();
        try {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return Long.valueOf(text);
            }
            Double value = Double.valueOf(text);
            if (!value.isInfinite()) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw malformed(at, "the number " + text + " is too large");
        }
        throw malformed(at, "the number " + text + " is too large");
    }

    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage();
        if (message.contains("CTRL-CHAR, code 9")) {
            return "a tab inside a text must be written as \\t";
        }
        if (message.contains("CTRL-CHAR, code 10") || message.contains("CTRL-CHAR, code 13")) {
            return "a text must end on the line it begins on; write a line break in it as \\n";
        }
        if (message.contains("nesting depth")) {
            return "it is nested deeper than " + MAX_DEPTH + " levels";
        }
        if (message.contains("Unexpected end-of-input")) {
            return "the file ends too early, a bracket or quote is not closed";
        }
        return message.lines().findFirst().orElse("unknown").strip();
    }

    private static MalformedException malformed(TokenStreamLocation at, String reason) {
        String column = at.getColumnNr() > 0 ? ", column " + at.getColumnNr() : "";
        return new MalformedException("line " + Math.max(at.getLineNr(), 1) + column + ": " + reason,
                Math.max(at.getLineNr(), 1));
    }
}
