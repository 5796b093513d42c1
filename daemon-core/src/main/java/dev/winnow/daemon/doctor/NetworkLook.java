package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.ConnectionCheck;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.OutboundTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Outbound connections that are configured: proxy or direct, by which rule, and whether something answers. */
final class NetworkLook implements Check {
    private static final String NAME = "network";

    private final List<OutboundTarget> targets;
    private final ProxyResolver resolver;
    private final SettingsFix fix;

    NetworkLook(Place place, List<OutboundTarget> targets, ProxyResolver resolver) {
        this.targets = List.copyOf(targets);
        this.resolver = resolver;
        this.fix = new SettingsFix(place, Map.of());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        resolver.notices().forEach(notice -> findings.add(Finding.warning("network.proxy", notice, fix.of(notice))));
        for (ConnectionResult result : new ConnectionCheck(resolver).checkAll(targets)) {
            findings.add(judge(result));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(NAME, "No outbound connection is configured but those of cloud accounts"));
        }
        return findings;
    }

    private static Finding judge(ConnectionResult result) {
        String check = NAME + "." + result.target().connection().id();
        String where = result.target().uri() + " " + result.routeWords() + ": ";
        return switch (result.outcome()) {
            case ConnectionResult.Outcome.Reached reached -> Finding.ok(check, where + result.outcomeWords());
            case ConnectionResult.Outcome.NotTried notTried -> Finding.skipped(check, where + "not tried", "");
            case ConnectionResult.Outcome.Failed failed ->
                Finding.problem(check, where + failed.sentence(), "# " + failed.fix());
        };
    }
}
