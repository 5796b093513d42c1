package dev.winnow.daemon.doctor;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.outbound.ConnectionCheck;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.OutboundTarget;
import dev.winnow.daemon.outbound.OutboundTargets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every declared outbound connection: proxy or direct, and by which rule. Those that are on are tried; the others are
 * named together where they would go the same way.
 */
final class NetworkLook implements Check {
    private static final String NAME = "network";
    /** Two rounds of attempts, so that hosts which do not answer leave time for what else is to be said. */
    private static final int MOST_TRIED = 16;

    private final List<OutboundTarget> configured;
    private final SuiteSource suite;
    private final ProxyResolver resolver;
    private final SettingsFix fix;

    /**
     * @param configured what settings switch on, without the cloud accounts
     */
    NetworkLook(Place place, List<OutboundTarget> configured, SuiteSource suite, ProxyResolver resolver) {
        this.configured = List.copyOf(configured);
        this.suite = suite;
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
        List<OutboundTarget> on = new ArrayList<>(configured);
        try {
            on.addAll(OutboundTargets.of(suite.accounts()));
        } catch (RuntimeException e) {
            findings.add(Finding.skipped("network.accounts",
                    "The cloud accounts could not be read from MySQL, so their connections were not tried", ""));
        }
        ConnectionCheck check = new ConnectionCheck(resolver);
        List<ConnectionResult> results = new ArrayList<>(check.checkAll(on.stream().limit(MOST_TRIED).toList()));
        on.stream().skip(MOST_TRIED).map(check::look).forEach(results::add);
        results.forEach(result -> findings.add(judge(result)));
        findings.addAll(unused(OutboundTargets.withExamples(on).stream().filter(target -> !target.configured()).map(
                check::look)));
        return findings;
    }

    /** One finding for each way that connections which are off would go. */
    private static List<Finding> unused(Stream<ConnectionResult> results) {
        Map<String, String> titles = results.collect(Collectors.groupingBy(ConnectionResult::routeWords,
                LinkedHashMap::new, Collectors.mapping(result -> result.target().connection().title(), Collectors
                        .joining(", "))));
        return titles.entrySet().stream()
                .map(way -> Finding.ok("network.off", "Switched on by nothing known here, and would go " + way
                        .getKey() + ": " + way.getValue()))
                .toList();
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
