package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What docs/upgrade.md promises of envelopes: a worker of the last release reads what the next one's scheduler writes, and
 * the other way round. The texts here are as daemons have written them; one that does not fit any more is not to be
 * changed, but a reason to keep reading it.
 */
class EnvelopeCompatibilityTest {
    private static final String KEY = "a key of sixteen characters";
    private static final byte[] ID = "12".getBytes(StandardCharsets.US_ASCII);
    private static final String WRITTEN_BY_1_0 = "1 2 4 3 1 1763830800000 - {\"t\":\"harvest.region\",\"c\":\"c-1\","
            + "\"r\":\"user:ada\",\"x\":\"2026-11-22T17:00:00Z\",\"d\":\"PT3M\",\"b\":true,\"f\":true}\n{\"region\":\"eu-1\"}";
    private static final JobEnvelope MEANT = new JobEnvelope(12, "harvest.region", Priority.P2, 4, 3, 1,
            new JobPayload("{\"region\":\"eu-1\"}", "c-1", "user:ada", Instant.parse("2026-11-22T17:00:00Z"),
                    Duration.ofMinutes(3), true, true));

    private final Envelopes envelopes = new Envelopes(QueueOptions.USUAL);

    @Test
    void whatTheFirstReleaseWroteIsRead() throws BadEnvelopeException {
        assertThat(read(WRITTEN_BY_1_0)).isEqualTo(MEANT);
    }

    @Test
    void whatTheFirstReleaseWroteAndSignedIsRead() throws BadEnvelopeException {
        Envelopes signed = new Envelopes(QueueOptions.USUAL.signedWith(KEY));
        String text = "1 0 1 0 0 1763830800000 SIGNATURE {\"t\":\"diagnostic.noop\"}";
        byte[] body = "{\"t\":\"diagnostic.noop\"}".getBytes(StandardCharsets.UTF_8);
        String signature = new String(new Seal(KEY).of(12, 0, body, 0), StandardCharsets.US_ASCII);

        assertThat(signature).as("HMAC-SHA256 of '12 0 ' and the body, its first half in URL-safe Base64")
                .hasSize(22);
        assertThat(signed.read(ID, text.replace("SIGNATURE", signature).getBytes(StandardCharsets.UTF_8)).type())
                .isEqualTo("diagnostic.noop");
    }

    @Test
    void whatIsWrittenTodayIsWhatTheFirstReleaseReads() {
        Arguments arguments = new Arguments();
        envelopes.write(MEANT, arguments);
        String head = new String(arguments.values().get(1), StandardCharsets.UTF_8);
        String rest = new String(arguments.values().get(2), StandardCharsets.UTF_8);

        assertThat(new String(arguments.values().get(0), StandardCharsets.UTF_8)).isEqualTo("12");
        assertThat(head + "1763830800000" + rest).isEqualTo(WRITTEN_BY_1_0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"z\":1", "\"z\":\"text\"", "\"z\":{\"t\":\"nested\",\"deep\":[1,{\"x\":null}]}",
            "\"z\":null",
            "\"z\":[\"t\",{}]"})
    void whatALaterReleaseAddsIsPassedOver(String added) throws BadEnvelopeException {
        assertThat(read(WRITTEN_BY_1_0.replace("{\"t\"", "{" + added + ",\"t\""))).isEqualTo(MEANT);
        assertThat(read(WRITTEN_BY_1_0.replace("\"f\":true}", "\"f\":true," + added + "}"))).isEqualTo(MEANT);
    }

    @Test
    void whatIsAbsentMeansWhatItMeantBeforeThereWasOne() throws BadEnvelopeException {
        assertThat(read("1 0 1 0 0 1763830800000 - {\"t\":\"diagnostic.noop\"}")).isEqualTo(new JobEnvelope(12,
                "diagnostic.noop", Priority.P0, 1, 0, 0, new JobPayload(null, null, null, null, null, false, false)));
    }

    @Test
    void anEnvelopeOfAnotherFormatIsSetAsideAndNotTakenForAJob() {
        assertThatThrownBy(() -> read("2" + WRITTEN_BY_1_0.substring(1))).isInstanceOf(BadEnvelopeException.class);
    }

    private JobEnvelope read(String text) throws BadEnvelopeException {
        return envelopes.read(ID, text.getBytes(StandardCharsets.UTF_8));
    }
}
