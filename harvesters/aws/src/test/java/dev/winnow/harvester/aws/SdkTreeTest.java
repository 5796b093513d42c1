package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.ResourceDescription;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;

import static org.assertj.core.api.Assertions.assertThat;

class SdkTreeTest {
    @Test
    void anInstanceOfTheApiMapsLikeOneOfTheCommandLine() {
        Instance instance = Instance.builder().instanceId("i-1").instanceType("m99.huge")
                .state(state -> state.name("levitating").code(7))
                .placement(place -> place.availabilityZone("eu-west-1a"))
                .launchTime(Instant.parse("2026-01-02T03:04:05Z")).tags(tag -> tag.key("Name").value("web"))
                .cpuOptions(cpu -> cpu.coreCount(2)).ebsOptimized(true).build();

        ResourceDescription resource = InstanceMapping.map(SdkTree.of(instance), "eu-west-1");

        assertThat(resource.instanceType()).isEqualTo("m99.huge");
        assertThat(resource.state()).isEqualTo("levitating");
        assertThat(resource.zone()).isEqualTo("eu-west-1a");
        assertThat(resource.launchedAt()).hasToString("2026-01-02T03:04:05Z");
        assertThat(resource.name()).isEqualTo("web");
        assertThat(resource.attributes()).containsEntry("CpuOptions", Map.of("CoreCount", 2))
                .containsEntry("EbsOptimized", true)
                .doesNotContainKey("BlockDeviceMappings");
    }

    @Test
    void zonesOfEveryKindTellTheirRegion() {
        assertThat(InstanceMapping.regionOf("us-gov-west-1b")).isEqualTo("us-gov-west-1");
        assertThat(InstanceMapping.regionOf("us-east-1-wl1-bos-wlz-1")).isEqualTo("us-east-1");
        assertThat(InstanceMapping.regionOf("mars")).isEmpty();
        assertThat(InstanceMapping.regionOf(null)).isEmpty();
    }
}
