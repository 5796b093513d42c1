package dev.winnow.scheduler.probe;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.scheduler.discovery.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What was found and what becomes of it while it is looked at: which content would be published under each name. */
final class Look {
    private final Map<String, PublishedPlugin> live;
    private final Set<PluginContent> judged = new HashSet<>();
    private final List<Finding> seen;
    private List<Finding> findings;

    Look(List<Finding> findings, Optional<Generation> base) {
        this.seen = List.copyOf(findings);
        this.findings = List.copyOf(findings);
        this.live = base.map(Generation::plugins).orElse(List.of()).stream()
                .filter(plugin -> plugin.digest() != null && plugin.manifest() != null)
                .collect(Collectors.toMap(PublishedPlugin::name, Function.identity()));
    }

    List<Finding> findings() {
        return findings;
    }

    /** The content that would be published under each name, where it is new or the same as before. */
    Map<String, PluginContent> winners() {
        Map<String, PluginContent> winners = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Unreachable gone -> live.values().stream()
                        .filter(plugin -> plugin.source().equals(gone.name())).forEach(plugin -> taken.add(plugin
                                .name()));
                case Finding.Read read -> {
                    read.scan().broken().stream().filter(name -> isKept(name, read)).forEach(taken::add);
                    for (PluginContent content : read.scan().plugins()) {
                        if (taken.add(content.name())) {
                            winners.put(content.name(), content);
                        }
                    }
                }
            }
        }
        return winners;
    }

    /** Those of them that were not judged before; they count as judged from now on. */
    List<PluginContent> unjudged() {
        return winners().values().stream().filter(judged::add).toList();
    }

    /** What is live and would stay so, where nothing that was found takes its place. */
    Map<String, PublishedPlugin> kept() {
        Set<String> found = winners().keySet();
        return live.values().stream().filter(plugin -> !found.contains(plugin.name()) && !isRemoved(plugin))
                .collect(Collectors.toMap(PublishedPlugin::name, Function.identity()));
    }

    /** Whether this very content is live now. */
    boolean isLive(PluginContent content) {
        PublishedPlugin plugin = live.get(content.name());
        return plugin != null && content.digest().equals(plugin.digest());
    }

    void warn(PluginContent content, List<PluginWarning> warnings) {
        change(content, finding -> finding.with(warnings));
    }

    /** What is live stays live, whatever is wrong with it; what is new is refused. */
    void refuse(PluginContent content, List<PluginWarning> warnings) {
        if (isLive(content)) {
            warn(content, warnings);
        } else {
            change(content, finding -> finding.butBroken(content, warnings.getFirst()).with(warnings.subList(1, warnings
                    .size())));
        }
    }

    private void change(PluginContent content, UnaryOperator<Finding> change) {
        List<Finding> changed = new ArrayList<>();
        for (Finding finding : findings) {
            boolean holds = finding instanceof Finding.Read read && read.scan().plugins().contains(content);
            changed.add(holds ? change.apply(finding) : finding);
        }
        findings = List.copyOf(changed);
    }

    private boolean isKept(String broken, Finding.Read read) {
        PublishedPlugin plugin = live.get(broken);
        return plugin != null && plugin.source().equals(read.name());
    }

    /** A source that still holds something, and not this: the guard lets such a removal through. */
    private boolean isRemoved(PublishedPlugin plugin) {
        return seen.stream().filter(finding -> finding.name().equals(plugin.source()))
                .anyMatch(finding -> finding instanceof Finding.Read read && read.scan().broken().isEmpty()
                        && !read.scan().plugins().isEmpty()
                        && read.scan().plugins().stream().noneMatch(content -> content.name().equals(plugin.name())));
    }
}
