package dev.winnow.daemon.metrics.stackdriver;

import com.google.api.MetricDescriptor;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.monitoring.v3.MetricServiceSettings;
import com.google.monitoring.v3.CreateMetricDescriptorRequest;
import com.google.monitoring.v3.CreateTimeSeriesRequest;
import com.google.monitoring.v3.ListMetricDescriptorsRequest;
import com.google.monitoring.v3.ListMetricDescriptorsResponse;
import com.google.monitoring.v3.TimeSeries;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.StackdriverSettings;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Against a gRPC server that speaks the monitoring service's protocol and keeps what it is sent. */
class StackdriverExportTest {
    private final ProcessIdentity process = ProcessIdentity.here("worker", "1.0", 8102);
    private final Monitoring monitoring = new Monitoring();
    private Server server;

    @BeforeEach
    void listen() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(monitoring.service()).build().start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.shutdownNow().awaitTermination();
    }

    @Test
    void metricsArriveWithThePrioritiesOfTheMissionAndWithoutWhatIsNoNumber() throws IOException {
        MeterRegistry registry = open(new StackdriverSettings("Winnow", Duration.ofSeconds(1), Optional.of("acme")));
        try {
            Gauge.builder("winnow.queue.depth", () -> 7).tag("priority", "p0").register(registry);
            Gauge.builder("winnow.queue.drain.seconds", () -> Double.NaN).tag("priority", "p1").register(registry);
            registry.timer("winnow.job.wait", "priority", "p2").record(3, TimeUnit.MILLISECONDS);
            await().atMost(Duration.ofSeconds(20)).until(() -> monitoring.series.stream()
                    .anyMatch(series -> series.getMetric().getType().endsWith("winnow/job/wait/count")));
        } finally {
            registry.close();
        }

        assertThat(monitoring.project).isEqualTo("projects/acme");
        assertThat(monitoring.series)
                .anySatisfy(series -> {
                    assertThat(series.getMetric().getType()).endsWith("winnow/queue/depth");
                    assertThat(series.getMetric().getLabelsMap()).containsEntry("priority", "Immediate (p0)");
                    assertThat(series.getPoints(0).getValue().getDoubleValue()).isEqualTo(7);
                    assertThat(series.getResource().getLabelsMap()).containsEntry("namespace", "Winnow")
                            .containsEntry("job", "winnow-worker").containsKeys("task_id", "location", "project_id");
                })
                .anySatisfy(series -> assertThat(series.getMetric().getLabelsMap()).containsEntry("priority",
                        "Standard (p2)"))
                .noneMatch(series -> series.getMetric().getType().contains("drain"));
    }

    @Test
    void aMissingProjectIsOneSentence() {
        assertThatThrownBy(() -> open(new StackdriverSettings("Winnow", Duration.ofSeconds(60), Optional.empty())))
                .isInstanceOf(StartException.class).hasMessageContaining("WINNOW_METRICS_STACKDRIVER_PROJECT");
    }

    private MeterRegistry open(StackdriverSettings settings) throws IOException {
        String endpoint = "127.0.0.1:" + server.getPort();
        return StackdriverExport.open(settings, process, name -> null,
                MetricServiceSettings.newBuilder().setEndpoint(endpoint)
                        .setCredentialsProvider(NoCredentialsProvider.create()),
                MetricServiceSettings.defaultGrpcTransportProviderBuilder().setEndpoint(endpoint)
                        .setChannelConfigurator(channel -> channel.usePlaintext()));
    }

    /** Its three methods that are called, by hand: their generated server half cannot be had. */
    private static final class Monitoring {
        private static final String SERVICE = "google.monitoring.v3.MetricService";

        final List<TimeSeries> series = new CopyOnWriteArrayList<>();
        volatile String project = "";

        ServerServiceDefinition service() {
            return ServerServiceDefinition.builder(SERVICE)
                    .addMethod(method("CreateTimeSeries", CreateTimeSeriesRequest.getDefaultInstance(),
                            Empty.getDefaultInstance()), answer(request -> {
                                project = request.getName();
                                series.addAll(request.getTimeSeriesList());
                                return Empty.getDefaultInstance();
                            }))
                    .addMethod(method("ListMetricDescriptors", ListMetricDescriptorsRequest.getDefaultInstance(),
                            ListMetricDescriptorsResponse.getDefaultInstance()),
                            answer(request -> ListMetricDescriptorsResponse.getDefaultInstance()))
                    .addMethod(method("CreateMetricDescriptor", CreateMetricDescriptorRequest.getDefaultInstance(),
                            MetricDescriptor.getDefaultInstance()),
                            answer(CreateMetricDescriptorRequest::getMetricDescriptor))
                    .build();
        }

        private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(String name, Q asked,
                A answered) {
            return MethodDescriptor.<Q, A>newBuilder().setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                    .setRequestMarshaller(ProtoUtils.marshaller(asked))
                    .setResponseMarshaller(ProtoUtils.marshaller(answered)).build();
        }

        private static <Q, A> ServerCallHandler<Q, A> answer(Function<Q, A> answer) {
            return ServerCalls.asyncUnaryCall((request, observer) -> {
                observer.onNext(answer.apply(request));
                observer.onCompleted();
            });
        }
    }
}
