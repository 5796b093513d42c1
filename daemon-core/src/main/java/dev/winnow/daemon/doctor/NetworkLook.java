package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.ConnectionCheck;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.OutboundTarget;
import dev.winnow.daemon.outbound.OutboundTargets;
import dev.winnow.daemon.settings.SettingValues;
import java.util.ArrayList;
import java.util.List;

/** Outbound connections that are configured: proxy or direct, by which rule, and whether something answers. */
final class NetworkLook implements Check {
    private static final String NAME = "network";

    private final List<OutboundTarget> targets;
    private final ProxyResolver resolver;

    NetworkLook(SettingValues values, ProxyResolver resolver) {
        this.targets = OutboundTargets.configured(values);
        this.resolver = resolver;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        resolver.notices().forEach(notice -> findings.add(Finding.warning("network.proxy", notice,
                "set http_proxy, https_proxy and no_proxy in prod.env as they are meant, then restart the daemons")));
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
                Finding.problem(check, where + failed.sentence(), failed.fix());
        };
    }
}
