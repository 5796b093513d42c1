package dev.winnow.queue.redis;

import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An envelope's body: a line of JSON with short names, absent ones left out, and after it, if they travel, the arguments
 * just as they came.
 */
final class Payloads {
    private static final String TYPE = "t";
    private static final String CORRELATION = "c";
    private static final String REQUESTED_BY = "r";
    private static final String EXPIRES_AT = "x";
    private static final String DEADLINE = "d";
    private static final String BEGINS = "b";
    private static final String FOLLOWED = "f";
    private static final int ROOM = 128;

    private final JsonFactory json = new JsonFactory();

    /** What a body says. */
    record Body(String type, JobPayload payload) {
    }

    byte[] write(JobEnvelope envelope) {
        JobPayload payload = envelope.payload();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ROOM);
        try (JsonGenerator line = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            line.writeStartObject();
            line.writeStringProperty(TYPE, envelope.type());
            text(line, CORRELATION, payload.correlationId());
            text(line, REQUESTED_BY, payload.requestedBy());
            text(line, EXPIRES_AT, payload.expiresAt());
            text(line, DEADLINE, payload.deadline());
            flag(line, BEGINS, payload.begins());
            flag(line, FOLLOWED, payload.followed());
            line.writeEndObject();
        }
        if (payload.arguments() != null) {
            bytes.write('\n');
            bytes.writeBytes(payload.arguments().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void text(JsonGenerator line, String name, @Nullable Object value) {
        if (value != null) {
            line.writeStringProperty(name, value.toString());
        }
    }

    private static void flag(JsonGenerator line, String name, boolean value) {
        if (value) {
            line.writeBooleanProperty(name, true);
        }
    }

    /** Reads from here to the end. Names that it does not know are passed over: a newer writer may have added them. */
    Body read(byte[] bytes, int from) throws BadEnvelopeException {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String arguments = end < bytes.length
                ? new String(bytes, end + 1, bytes.length - end - 1, StandardCharsets.UTF_8)
                : null;
        try (JsonParser line = json.createParser(ObjectReadContext.empty(), bytes, from, end - from)) {
            return read(line, arguments);
        } catch (JacksonException | DateTimeException e) {
            throw new BadEnvelopeException(BadEnvelopeException.MALFORMED);
        }
    }

    private static Body read(JsonParser line, @Nullable String arguments) throws BadEnvelopeException {
        String type = null;
        String correlation = null;
        String requestedBy = null;
        Instant expiresAt = null;
        Duration deadline = null;
        boolean begins = false;
        boolean followed = false;
        expect(line.nextToken() == JsonToken.START_OBJECT);
        for (String name = line.nextName(); name != null; name = line.nextName()) {
            JsonToken value = line.nextToken();
            switch (name) {
                case TYPE -> type = text(line, value);
                case CORRELATION -> correlation = text(line, value);
                case REQUESTED_BY -> requestedBy = text(line, value);
                case EXPIRES_AT -> expiresAt = Instant.parse(text(line, value));
                case DEADLINE -> deadline = Duration.parse(text(line, value));
                case BEGINS -> begins = value == JsonToken.VALUE_TRUE;
                case FOLLOWED -> followed = value == JsonToken.VALUE_TRUE;
                default -> line.skipChildren();
            }
        }
        expect(line.currentToken() == JsonToken.END_OBJECT && line.nextToken() == null);
        if (type == null || type.isEmpty()) {
            throw new BadEnvelopeException(BadEnvelopeException.MALFORMED);
        }
        return new Body(type,
                new JobPayload(arguments, correlation, requestedBy, expiresAt, deadline, begins, followed));
    }

    private static String text(JsonParser line, JsonToken value) throws BadEnvelopeException {
        expect(value == JsonToken.VALUE_STRING);
        return line.getString();
    }

    private static void expect(boolean held) throws BadEnvelopeException {
        if (!held) {
            throw new BadEnvelopeException(BadEnvelopeException.MALFORMED);
        }
    }
}
