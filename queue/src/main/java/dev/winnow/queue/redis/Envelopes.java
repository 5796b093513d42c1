package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Envelopes as they lie in Redis: compact JSON, version 1, the id as text since Lua's numbers hold 53 bits only. */
final class Envelopes {
    private final JsonMapper json = JsonMapper.builder().build();

    String write(JobEnvelope envelope) {
        return "{\"v\":1,\"id\":\"" + envelope.jobId() + "\",\"t\":" + json.writeValueAsString(envelope.type())
                + ",\"p\":" + envelope.priority().ordinal() + ",\"a\":" + envelope.attempt() + ",\"c\":"
                + envelope.crashes() + "}";
    }

    /** Reads what a script returned, which has looked at it already. */
    JobEnvelope read(String text) {
        JsonNode node = json.readTree(text);
        return new JobEnvelope(Long.parseLong(node.get("id").stringValue()), node.get("t").stringValue(),
                Priority.values()[node.get("p").intValue()], node.get("a").intValue(), 0,
                node.get("c").intValue(), JobPayload.IN_LEDGER);
    }
}
