package dev.winnow.daemon.tracing.otlp;

import dev.winnow.plugin.spi.Outbound;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends by the JDK's client, through the proxy that the host's variables name. */
final class ProxiedSender implements HttpSender {
    private final HttpSenderConfig config;
    private final HttpClient client;

    ProxiedSender(HttpSenderConfig config, Outbound outbound) {
        this.config = config;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.getConnectTimeout()).proxy(outbound.proxySelector());
        outbound.proxyAuthenticator().ifPresent(builder::authenticator);
        this.client = builder.build();
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(config.getEndpoint()).timeout(config.getTimeout())
                    .header("Content-Type", config.getContentType());
            config.getHeadersSupplier().get()
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            Compressor compressor = config.getCompressor();
            if (compressor != null) {
                request.header("Content-Encoding", compressor.getEncoding());
            }
            client.sendAsync(request.POST(HttpRequest.BodyPublishers.ofByteArray(bytes(message, compressor))).build(),
                    BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
                        if (failure != null) {
                            onError.accept(failure);
                        } else {
                            onResponse.accept(new Answer(answer.statusCode(), answer.body()));
                        }
                    });
        } catch (IOException | RuntimeException e) {
            onError.accept(e);
        }
    }

    private static byte[] bytes(MessageWriter message, @Nullable Compressor compressor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor == null ? bytes : compressor.compress(bytes)) {
            message.writeMessage(out);
        }
        return bytes.toByteArray();
    }

    @Override
    public CompletableResultCode shutdown() {
        client.shutdownNow();
        return CompletableResultCode.ofSuccess();
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int statusCode, byte[] body) implements HttpResponse {
        @Override
        public int getStatusCode() {
            return statusCode;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return body;
        }
    }
}
