package dev.winnow.daemon.tracing.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.TraceSettings;
import dev.winnow.daemon.tracing.Correlation;
import dev.winnow.daemon.tracing.PartKind;
import dev.winnow.daemon.tracing.Step;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.embedded.testing.HttpReceiver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Against an HTTP server that takes OTLP. */
class OtlpTracingTest {
    private static final String CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

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
    void whatFollowsFromARequestIsOneTraceBelowItsCallers() {
        String correlation;
        try (Tracing tracing = open(100)) {
            try (Step request = tracing.request("GET", CALLER)) {
                correlation = request.correlation();
                request.rename("POST /api/v1/jobs");
                tracing.part("enqueue", PartKind.SENDS, correlation).close();
            }
            // In another process, from the envelope.
            try (Step run = tracing.part("run test.echo", PartKind.RECEIVES, correlation)) {
                run.with("winnow.job.id", "7").failed("java.lang.IllegalStateException");
            }
        }

        Map<String, Span> spans = spans();
        assertThat(spans).containsOnlyKeys("POST /api/v1/jobs", "enqueue", "run test.echo");
        assertThat(spans.values()).allSatisfy(
                span -> assertThat(hex(span.getTraceId())).isEqualTo("0af7651916cd43dd8448eb211c80319c"));
        Span request = Objects.requireNonNull(spans.get("POST /api/v1/jobs"));
        assertThat(hex(request.getParentSpanId())).isEqualTo("b7ad6b7169203331");
        assertThat(correlation).isEqualTo(
                "00-" + hex(request.getTraceId()) + "-" + hex(request.getSpanId()) + "-01").hasSizeLessThan(64);
        Span run = Objects.requireNonNull(spans.get("run test.echo"));
        assertThat(run.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(run.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
        assertThat(run.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(run.getAttributesList()).anySatisfy(attribute -> {
            assertThat(attribute.getKey()).isEqualTo("winnow.job.id");
            assertThat(attribute.getValue().getStringValue()).isEqualTo("7");
        });
    }

    @Test
    void itSaysWhoSendsAndBringsTheKey() {
        try (Tracing tracing = open(100)) {
            tracing.cause("tick").close();
        }

        assertThat(receiver.messages()).singleElement().satisfies(message -> {
            assertThat(message.path()).isEqualTo("/v1/traces");
            assertThat(message.headers().get("X-key")).containsExactly("s3cret");
        });
        assertThat(resources().getFirst().getResource().getAttributesList()).anySatisfy(attribute -> {
            assertThat(attribute.getKey()).isEqualTo("service.name");
            assertThat(attribute.getValue().getStringValue()).isEqualTo("winnow-worker");
        });
    }

    @Test
    void whatAThreadWorksForIsTheCauseOfWhatItAsksFor() {
        try (Tracing tracing = open(100); Step request = tracing.request("GET", null)) {
            try (Correlation scope = Correlation.enter(request.correlation())) {
                assertThat(tracing.correlation("enqueue")).isEqualTo(request.correlation());
            }
            assertThat(tracing.correlation("enqueue")).isNotEqualTo(request.correlation()).startsWith("00-");
        }
    }

    @Test
    void whatIsNotSampledSendsNothingOnItsWholeWay() {
        try (Tracing tracing = open(0)) {
            String correlation;
            try (Step request = tracing.request("GET", CALLER)) {
                correlation = request.correlation();
            }
            tracing.part("run", PartKind.RECEIVES, correlation).close();
            assertThat(correlation).endsWith("-00");
        }
        assertThat(receiver.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-", "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01\r\nX: y",
            "8a0e5c2c-0000-4000-8000-000000000000"})
    void aMalformedTraceIsAsGoodAsNone(String traceparent) {
        try (Tracing tracing = open(100)) {
            tracing.request("GET", traceparent).close();
            tracing.part("run", PartKind.RECEIVES, traceparent).close();
        }
        assertThat(spans().values()).hasSize(2)
                .allSatisfy(span -> assertThat(span.getParentSpanId().isEmpty()).isTrue());
    }

    @Test
    void aCollectorThatDoesNotAnswerHoldsNothingUp() {
        receiver.close();
        long began = System.nanoTime();
        try (Tracing tracing = open(100)) {
            for (int i = 0; i < 10_000; i++) {
                tracing.cause("tick").close();
            }
        }
        assertThat(System.nanoTime() - began).as("nanoseconds").isLessThan(10_000_000_000L);
    }

    private Tracing open(int percent) {
        URI endpoint = receiver.uri("", "/v1/traces");
        return OtlpTracing.open(endpoint, new TraceSettings(Optional.of(endpoint), Map.of("X-Key", "s3cret"), percent),
                process, new ProxyResolver(name -> null));
    }

    private List<ResourceSpans> resources() {
        List<ResourceSpans> resources = new ArrayList<>();
        for (HttpReceiver.Message message : receiver.messages()) {
            try {
                resources.addAll(ExportTraceServiceRequest.parseFrom(message.body()).getResourceSpansList());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        return resources;
    }

    private Map<String, Span> spans() {
        Map<String, Span> spans = new HashMap<>();
        resources().forEach(resource -> resource.getScopeSpansList()
                .forEach(scope -> scope.getSpansList().forEach(span -> spans.put(span.getName(), span))));
        return spans;
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
