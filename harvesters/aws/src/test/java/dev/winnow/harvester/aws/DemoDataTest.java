package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoDataTest {
    @Test
    void theQuickstartsAccountIsLargeAndVaried() throws IOException {
        List<ResourceDescription> all = new ArrayList<>();
        for (Path file : InstanceFiles.list(new CloudAccount(1, "demo", AwsFileProvider.NAME,
                new Settings(Map.of("path", "../../packaging/dist/demo/aws"))))) {
            InstanceFiles.read(file, instance -> all.add(InstanceMapping.map(instance, "")));
        }

        assertThat(all).hasSizeGreaterThan(500);
        assertThat(all.stream().map(ResourceDescription::nativeId).distinct()).hasSameSizeAs(all);
        assertThat(all.stream().map(ResourceDescription::region).distinct()).hasSizeGreaterThan(4).doesNotContain("");
        assertThat(all.stream().map(ResourceDescription::state).distinct()).hasSizeGreaterThan(5);
        assertThat(all.stream().map(ResourceDescription::instanceType).distinct()).hasSizeGreaterThan(15);
    }
}
