package dev.winnow.daemon.tracing.otlp;

import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.TraceSettings;
import dev.winnow.daemon.tracing.PartKind;
import dev.winnow.daemon.tracing.Step;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.plugin.spi.Outbound;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Spans that are sent in batches from a thread of their own; what does not get there is dropped and holds nothing up. */
public final class OtlpTracing implements Tracing {
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final double PERCENT = 100.0;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtlpTracing(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("dev.winnow");
    }

    /** Opens it. */
    public static OtlpTracing open(URI endpoint, TraceSettings settings, ProcessIdentity process, Outbound outbound) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString())
                .setRetryPolicy(null).setComponentLoader(new ProxiedSenders(outbound));
        settings.headers().forEach(exporter::addHeader);
        Resource resource = Resource.create(Attributes.builder().put("service.namespace", "winnow")
                .put("service.name", "winnow-" + process.kind()).put("service.version", process.version())
                .put("service.instance.id", process.id()).put("host.name", process.host())
                .put(AttributeKey.longKey("process.pid"), process.pid()).build());
        Sampler ratio = Sampler.traceIdRatioBased(settings.samplePercent() / PERCENT);
        return new OtlpTracing(SdkTracerProvider.builder().setResource(resource)
                // A caller's wish to be sampled is heeded within the ratio: anybody can ask.
                .setSampler(Sampler.parentBasedBuilder(ratio).setRemoteParentSampled(ratio).build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).setScheduleDelay(DELAY).build())
                .build());
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Step request(String name, @Nullable String traceparent) {
        return begin(tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER), TraceContext.foreign(traceparent));
    }

    @Override
    public Step cause(String name) {
        return begin(tracer.spanBuilder(name), SpanContext.getInvalid());
    }

    @Override
    public Step part(String name, PartKind kind, String correlation) {
        SpanKind spanKind = switch (kind) {
            case SENDS -> SpanKind.PRODUCER;
            case RECEIVES -> SpanKind.CONSUMER;
        };
        Span span = span(tracer.spanBuilder(name).setSpanKind(spanKind), TraceContext.own(correlation));
        return new SpanStep(span, correlation);
    }

    private static Step begin(SpanBuilder builder, SpanContext parent) {
        Span span = span(builder, parent);
        return new SpanStep(span, TraceContext.text(span.getSpanContext()));
    }

    private static Span span(SpanBuilder builder, SpanContext parent) {
        return (parent.isValid()
                ? builder.setParent(Context.root().with(Span.wrap(parent)))
                : builder.setNoParent()).startSpan();
    }

    @Override
    public void close() {
        provider.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }
}
