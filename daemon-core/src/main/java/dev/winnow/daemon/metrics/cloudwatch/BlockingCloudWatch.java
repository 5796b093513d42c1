package dev.winnow.daemon.metrics.cloudwatch;

import dev.winnow.daemon.metrics.cloud.Sending;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * Sends in the calling thread, which is the registry's own: of the client that Micrometer asks for it uses this one call,
 * and the SDK's asynchronous clients would bring an HTTP library of their own.
 */
final class BlockingCloudWatch implements CloudWatchAsyncClient {
    private final CloudWatchClient client;
    private final Sending sending;

    BlockingCloudWatch(CloudWatchClient client, Sending sending) {
        this.client = client;
        this.sending = sending;
    }

    @Override
    public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
        try {
            PutMetricDataResponse response = client.putMetricData(request);
            sending.succeeded();
            return CompletableFuture.completedFuture(response);
        } catch (SdkException e) {
            sending.failed(e);
            return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
        }
    }

    @Override
    public String serviceName() {
        return CloudWatchClient.SERVICE_NAME;
    }

    @Override
    public void close() {
        client.close();
    }
}
