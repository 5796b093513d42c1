package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.OutboundConnection;
import dev.winnow.embedded.FreePort;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkLookTest {
    private static List<Finding> look(SuiteSource suite, Map<String, String> variables) throws InterruptedException {
        return new NetworkLook(Place.SHELL, List.of(), suite, new ProxyResolver(variables::get)).look();
    }

    @Test
    void whereNothingIsSwitchedOnTheWayOfEachDeclaredConnectionIsNamedOnce() throws Exception {
        List<Finding> findings = look(NothingRuns.withAccountsAt(),
                Map.of("https_proxy", "http://proxy:3128", "no_proxy",
                        "googleapis.com"));

        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.OK);
        assertThat(findings).extracting(Finding::message).containsExactlyInAnyOrder(
                "Switched on by nothing known here, and would go through proxy:3128, by https_proxy: Plugins from a URL, Plugins from a "
                        + "bucket, Role for a bucket, Amazon Web Services: EC2, Amazon Web Services: STS, CloudWatch, "
                        + "Traces, Sentry, What plugins do",
                "Switched on by nothing known here, and would go directly: the metadata service and what else is on this link are always "
                        + "reached directly: Credentials of the instance",
                "Switched on by nothing known here, and would go directly: no_proxy has googleapis.com: Stackdriver");
        assertThat(findings.toString()).contains(Arrays.stream(OutboundConnection.values()).map(
                OutboundConnection::title).toList());
    }

    @Test
    void theCloudAccountsConnectionsAreTried() throws Exception {
        List<Finding> findings = look(NothingRuns.withAccountsAt("http://127.0.0.1:" + FreePort.any()), Map.of());

        assertThat(findings).filteredOn(finding -> finding.verdict() == Verdict.PROBLEM).extracting(Finding::check)
                .containsExactly("network.aws-ec2", "network.aws-sts");
        assertThat(findings).filteredOn(finding -> finding.check().equals("network.off")).noneMatch(finding -> finding
                .message().contains("EC2"));
    }

    @Test
    void ofManyHostsTheFirstOnesAreTriedAndTheWayOfAllIsNamed() throws Exception {
        int closed = FreePort.any();
        String[] endpoints = IntStream.range(0, 20).mapToObj(i -> "http://127.0.0." + (i + 1) + ":" + closed).toArray(
                String[]::new);

        List<Finding> findings = look(NothingRuns.withAccountsAt(endpoints), Map.of());

        assertThat(findings).filteredOn(finding -> finding.verdict() == Verdict.PROBLEM).hasSize(16);
        assertThat(findings).filteredOn(finding -> finding.verdict() == Verdict.SKIPPED).hasSize(24).allMatch(
                finding -> finding.message()
                        .endsWith("directly: this host itself is always reached directly: not tried"));
    }

    @Test
    void accountsThatCannotBeReadAreSaidAndTheRestIsNamed() throws Exception {
        List<Finding> findings = look(new LookedUpSuite(List.of(), InstantSource.system()), Map.of());

        assertThat(findings).extracting(Finding::check).contains("network.accounts", "network.off");
    }
}
