package dev.winnow.daemon.aws;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

import static org.assertj.core.api.Assertions.assertThat;

class AwsTargetTest {
    private static URI target(String service, String region, Map<String, String> environment) {
        return AwsTarget.of(service, Region.of(region), environment::get);
    }

    @Test
    void itIsAnAddressThatAProxyCanBeChosenFor() {
        assertThat(target("s3", "eu-west-1", Map.of())).isEqualTo(URI.create("https://s3.eu-west-1.amazonaws.com"));
        assertThat(target("sts", "eu-west-1", Map.of())).isEqualTo(URI.create("https://sts.eu-west-1.amazonaws.com"));
        assertThat(target("ec2", "cn-north-1", Map.of())).hasHost("ec2.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void theEndpointOfTheEnvironmentCountsAsItDoesForTheSdk() {
        Map<String, String> environment = Map.of("AWS_ENDPOINT_URL", "http://all.example:1", "AWS_ENDPOINT_URL_STS",
                " http://sts.example:2 ");

        assertThat(target("ec2", "eu-west-1", environment)).isEqualTo(URI.create("http://all.example:1"));
        assertThat(target("sts", "eu-west-1", environment)).isEqualTo(URI.create("http://sts.example:2"));
        assertThat(target("ec2", "eu-west-1", Map.of("AWS_ENDPOINT_URL", " "))).hasScheme("https");
    }
}
