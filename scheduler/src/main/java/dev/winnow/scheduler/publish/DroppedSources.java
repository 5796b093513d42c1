package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.scheduler.discovery.Judgement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sources that published something and are configured no more. Taking one out of the configuration is an operator's
 * decision: what only it had goes, and a warning says so.
 */
final class DroppedSources {
    private DroppedSources() {
    }

    /** One warning for each that takes plugins with it. */
    static List<PluginWarning> warnings(List<Judgement> judgements, Collection<PublishedPlugin> published,
            List<PluginEntry> entries) {
        Set<String> configured = judgements.stream().map(judgement -> judgement.finding().name()).collect(
                Collectors.toSet());
        Set<String> left = entries.stream().map(PluginEntry::name).collect(Collectors.toSet());
        Map<String, Set<String>> gone = new TreeMap<>();
        published.stream().filter(plugin -> !configured.contains(plugin.source()) && !left.contains(plugin.name()))
                .forEach(plugin -> gone.computeIfAbsent(plugin.source(), source -> new TreeSet<>()).add(
                        plugin.name()));
        return gone.entrySet().stream().map(each -> PluginWarning.of("source:" + each.getKey(), null,
                WarningCode.SOURCE_DROPPED,
                "The source '%s' is not in WINNOW_PLUGIN_REMOTES any more. Removed with it: %s.".formatted(
                        each.getKey(), String.join(", ", each.getValue())),
                "If that was not meant, undo it with 'winnow plugins rollback', put the source back (on every"
                        + " scheduler's host) and restart."))
                .toList();
    }
}
