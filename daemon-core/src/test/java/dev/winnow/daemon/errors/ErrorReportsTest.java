package dev.winnow.daemon.errors;

import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.redaction.Redactor;
import dev.winnow.daemon.tracing.Correlation;
import dev.winnow.embedded.testing.HttpReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against an HTTP server that takes envelopes. */
class ErrorReportsTest {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReportsTest.class);
    private static final String CANARY = "c4n4ry-p4ssw0rd";

    private final ProcessIdentity process = ProcessIdentity.here("worker", "1.0", 8102);
    private HttpReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new HttpReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void anErrorIsReportedWithItsCorrelationAndWithoutSecrets() {
        try (ErrorReports reports = open(); Correlation scope = Correlation.enter("c0ffee")) {
            LOG.error("Account {} cannot be read with {}", "eu", CANARY,
                    new IllegalStateException("refused: " + CANARY,
                            new IOException("https://me:" + CANARY + "@host/")));
            LOG.warn("A warning is no error");
        }

        String sent = sent();
        assertThat(sent).contains("\"c0ffee\"", "Account eu cannot be read with ***", "IllegalStateException",
                "IOException", "\"winnow@1.0\"", "\"daemon\":\"worker\"").doesNotContain(CANARY)
                .doesNotContain("A warning");
        assertThat(receiver.messages()).allSatisfy(message -> {
            assertThat(message.path()).isEqualTo("/api/42/envelope/");
            assertThat(message.headers().toString()).contains("sentry_key=k3y");
        });
    }

    @Test
    void afterItIsClosedNothingIsReported() {
        open().close();
        LOG.error("Nobody hears this");

        assertThat(sent()).doesNotContain("Nobody hears this");
    }

    @Test
    void aServiceThatDoesNotAnswerHoldsNothingUp() {
        long began = System.nanoTime();
        try (ErrorReports reports = open()) {
            receiver.close();
            for (int i = 0; i < 1000; i++) {
                LOG.error("It fails again, by intent of the test: {}", i);
            }
        }
        assertThat(System.nanoTime() - began).as("nanoseconds").isLessThan(20_000_000_000L);
    }

    @Test
    void aMalformedDsnIsOneSentenceThatDoesNotRepeatIt() {
        assertThatThrownBy(() -> ErrorReports.open("no-dsn-" + CANARY, process, text -> text))
                .isInstanceOf(StartException.class).hasMessageContaining("SENTRY_DSN")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(CANARY));
    }

    private ErrorReports open() {
        return ErrorReports.open(receiver.uri("k3y@", "/42").toString(), process,
                new Redactor(List.of(CANARY))::redact);
    }

    private String sent() {
        return receiver.messages().stream().map(message -> new String(message.body(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}
