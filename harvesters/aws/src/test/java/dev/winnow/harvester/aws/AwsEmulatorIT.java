package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against an EC2 emulator, which {@code .ci/run} starts; {@code tools/checks/aws-emulator} starts it by hand. */
@EnabledIfEnvironmentVariable(named = "AWS_ENDPOINT_URL", matches = "http.+", disabledReason = "no EC2 emulator: see tools/checks/aws-emulator")
class AwsEmulatorIT {
    private static final String REGION = "eu-central-1";
    private static final int MANY = 5000;

    private final String endpoint = System.getenv().getOrDefault("AWS_ENDPOINT_URL", "");
    private final CloudAccount account = new CloudAccount(7, "emulated", AwsProvider.NAME,
            new Settings(Map.of("endpoint",
                    endpoint, "access_key", "env:KEY", "secret_key", "env:SECRET", "regions", List.of(REGION))));
    private final RecordingJob job = new RecordingJob();

    @BeforeEach
    void anEmptyCloud() throws Exception {
        java.net.http.HttpClient.newHttpClient()
                .send(java.net.http.HttpRequest.newBuilder(URI.create(endpoint + "/moto-api/reset"))
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody()).build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void fiveThousandInstancesComeInSeveralPages() {
        for (int reservation = 0; reservation < 50; reservation++) {
            run(MANY / 50);
        }

        new Ec2InstanceHarvester(10).harvest(account, REGION, job.sink(), job);

        assertThat(job.found()).hasSize(MANY);
        assertThat(job.found().values()).allSatisfy(instance -> {
            assertThat(instance.region()).isEqualTo(REGION);
            assertThat(instance.state()).isEqualTo("running");
            assertThat(instance.instanceType()).isEqualTo("t2.micro");
        });
        assertThat(job.logged()).contains("5000 instances in 5 pages of " + REGION);
    }

    @Test
    void stopAndStartChangeTheStateInTheCloudAndInTheInventory() {
        String id = run(1).instances().getFirst().instanceId();
        job.inventoryHolds(resource(id), account);

        assertThat(new StopInstance().run(job).values()).containsEntry("state", "stopped");
        assertThat(job.saved().getLast().state()).isEqualTo("stopped");

        assertThat(new StartInstance().run(job).values()).containsEntry("state", "running");
        assertThat(job.saved().getLast().state()).isEqualTo("running");
    }

    @Test
    void theAccountIsTriedAndItsRegionsAreListed() {
        assertThat(new AwsProvider().test(account, job.plugin())).contains("arn:aws").contains("1 regions");
        assertThat(new AwsProvider().regions(new CloudAccount(7, "all", AwsProvider.NAME,
                new Settings(Map.of("endpoint", endpoint,
                        "access_key", "env:KEY", "secret_key", "env:SECRET"))),
                job.plugin())).contains("eu-west-1", "us-east-1");
    }

    @Test
    void aRegionThatCannotBeReachedIsNamed() {
        CloudAccount broken = new CloudAccount(7, "emulated", AwsProvider.NAME, new Settings(Map.of("endpoint",
                "http://127.0.0.1:1", "access_key", "env:KEY", "secret_key", "env:SECRET")));

        assertThatThrownBy(() -> new Ec2InstanceHarvester().harvest(broken, REGION, job.sink(), job))
                .hasMessageContaining("'emulated'").hasMessageContaining(REGION)
                .hasMessageContaining("cannot be reached");
        assertThat(job.found()).isEmpty();
    }

    private RunInstancesResponse run(int count) {
        try (Ec2Client ec2 = Ec2Client.builder().region(Region.of(REGION)).endpointOverride(URI.create(endpoint))
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(java.time.Duration.ofMinutes(3)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build()) {
            String image = ec2.describeImages(request -> {
            }).images().getFirst().imageId();
            return ec2.runInstances(
                    request -> request.imageId(image).instanceType("t2.micro").minCount(count).maxCount(count));
        }
    }

    private static Resource resource(String nativeId) {
        return new Resource(1, 7, AwsProvider.NAME, AwsPlugin.INSTANCE, Instant.EPOCH, Instant.EPOCH,
                ResourceDescription.of(nativeId, REGION).build());
    }
}
