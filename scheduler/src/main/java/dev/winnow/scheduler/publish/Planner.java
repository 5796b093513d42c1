package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.scheduler.publish.PluginChange.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a draft with what is published. Reads only. */
public final class Planner {
    private final VersionReader versions;
    private final ExtensionChanges extensions;
    private final StaleProcesses processes;

    public Planner(PluginStore store, PluginProbes probes, ProcessTable processes) {
        this.versions = new VersionReader(store);
        this.extensions = new ExtensionChanges(probes);
        this.processes = new StaleProcesses(processes, store);
    }

    /** @param work what must be fetched for comparison is put there */
    Plan plan(Draft draft, Path work) throws IOException {
        Proposal proposal = draft.proposal();
        Map<String, PublishedPlugin> published = draft.base().map(Generation::plugins).orElse(List.of()).stream()
                .collect(Collectors.toMap(PublishedPlugin::name, Function.identity()));
        Map<String, PluginEntry> proposed = proposal.entries().stream()
                .collect(Collectors.toMap(PluginEntry::name, Function.identity()));
        Map<String, PluginContent> contents = proposal.contents().stream()
                .collect(Collectors.toMap(PluginContent::name, Function.identity()));
        TreeSet<String> names = new TreeSet<>(published.keySet());
        names.addAll(proposed.keySet());
        List<PluginChange> changes = new ArrayList<>();
        for (String name : names) {
            changes.add(change(name, published.get(name), proposed.get(name), contents.get(name), work));
        }
        boolean publishes = !draft.changesNothing();
        Map<String, String> target = publishes && draft.held().isEmpty()
                ? digests(proposal.entries())
                : StaleProcesses.digests(draft.base().orElse(null));
        return new Plan(draft.base(), draft.held().map(RollbackHold.Held::generation), publishes, changes,
                proposal.warnings(), processes.beside(target), proposal.guarded());
    }

    private PluginChange change(String name, @Nullable PublishedPlugin was, @Nullable PluginEntry is,
            @Nullable PluginContent content, Path work) throws IOException {
        Kind kind = kind(was, is);
        String source = is != null ? is.source() : Objects.requireNonNull(was).source();
        PluginChange.Version from = version(was);
        PluginChange.Version to = content != null
                ? new PluginChange.Version(content.manifest().version(), content.digest())
                : is == null || is.digest() == null ? null : from;
        if (Objects.equals(from, to)) {
            return new PluginChange(name, kind, from, to, source, Changes.none(), Changes.none(), true);
        }
        PluginVersion before = was == null || was.manifest() == null || was.digest() == null
                ? null
                : versions.published(was.manifest(), was.digest(), work);
        PluginVersion after = content == null ? null : versions.found(content);
        ExtensionChanges.Result registered = extensions.between(before, after);
        return new PluginChange(name, kind, from, to, source, Changes.between(
                before == null ? Map.of() : before.filesByPath(), after == null ? Map.of() : after.filesByPath()),
                registered.changes(), registered.complete());
    }

    private static Kind kind(@Nullable PublishedPlugin was, @Nullable PluginEntry is) {
        if (is == null) {
            return Kind.REMOVED;
        }
        if (is.state() != State.ACTIVE) {
            return Kind.BROKEN;
        }
        if (was == null || was.digest() == null) {
            return Kind.ADDED;
        }
        boolean same = was.digest().equals(is.digest()) && was.state() == is.state() && was.source().equals(
                is.source());
        return same ? Kind.UNCHANGED : Kind.CHANGED;
    }

    private static PluginChange.@Nullable Version version(@Nullable PublishedPlugin plugin) {
        if (plugin == null || plugin.digest() == null) {
            return null;
        }
        return new PluginChange.Version(plugin.manifest() == null ? "?" : plugin.manifest().version(),
                plugin.digest());
    }

    private static Map<String, String> digests(List<PluginEntry> entries) {
        Map<String, String> digests = new HashMap<>();
        for (PluginEntry entry : entries) {
            if (entry.digest() != null) {
                digests.put(entry.name(), entry.digest());
            }
        }
        return digests;
    }
}
