package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.settings.RemoteSource.Role;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.scheduler.discovery.PluginZips;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against the AWS emulator: {@code tools/checks/aws-emulator start} and {@code AWS_ENDPOINT_URL}. */
@EnabledIfEnvironmentVariable(named = "AWS_ENDPOINT_URL", matches = ".+")
class S3EmulatorIT {
    private final URI endpoint = URI.create(String.valueOf(System.getenv("AWS_ENDPOINT_URL")));

    @TempDir
    Path folder;

    @Test
    void aBucketIsReadWithAKeyAndWithAnAssumedRole() throws IOException {
        String bucket = "plugins-" + UUID.randomUUID();
        try (S3Client client = S3TestServer.client(endpoint)) {
            client.createBucket(request -> request.bucket(bucket));
            S3TestServer.put(client, bucket, "p/zipped.zip", PluginZips.plugin("by_zip", "1.0.0"));
            S3TestServer.put(client, bucket, "p/folder/plugin.json", PluginZips.manifest("by_folder", "1.0.0"));
        }
        Sources sources = new Sources(endpoint, folder.resolve("cache"));
        SourceScan scan = sources.of(bucket, "p/").scan(folder.resolve("work"));
        assertThat(scan.plugins()).as(scan.toString()).extracting(PluginContent::name).containsExactly("by_folder",
                "by_zip");
        Role role = new Role("arn:aws:iam::123456789012:role/plugins", Optional.of("ext"), Optional.of(endpoint));
        assertThat(sources.of(bucket, "p/", Sources.KEY, Optional.of(role)).scan(folder.resolve("work")).plugins())
                .hasSize(2);
        assertThatThrownBy(() -> sources.of("no-such-" + bucket, "").scan(folder.resolve("work")))
                .hasMessageContaining("there is no bucket");
    }
}
