package dev.winnow.scheduler.probe;

import dev.winnow.db.plugin.ProbedContent;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.DigestMismatchException;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.scheduler.discovery.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look: each content that would be published is held against its requirements and, where it is new, tried. */
final class ProbeLook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeLook.class);

    private final Look look;
    private final Records records;
    private final Layout layout;
    private final DataTrial dataTrial;
    private final ProbeMeters meters;
    private final TrialQueue queue;
    private final Map<MaterialisedPlugin, PluginContent> inTrial = new HashMap<>();

    ProbeLook(Look look, Records records, Layout layout, Prober prober, DataTrial dataTrial, ProbeMeters meters) {
        this.look = look;
        this.records = records;
        this.layout = layout;
        this.dataTrial = dataTrial;
        this.meters = meters;
        this.queue = new TrialQueue(prober, this::told);
    }

    /** The findings with what came of it. */
    List<Finding> run(boolean trying) throws InterruptedException {
        // Where one is refused, another source may have a plugin of that name, which is looked at then.
        for (List<PluginContent> open = look.unjudged(); !open.isEmpty(); open = look.unjudged()) {
            records.read(open);
            for (PluginContent content : Needs.of(look).inOrder(open)) {
                judge(content, trying);
            }
            queue.awaitAll();
        }
        return look.findings();
    }

    private void judge(PluginContent content, boolean trying) throws InterruptedException {
        queue.await(Needs.of(look).names(content));
        Needs needs = Needs.of(look);
        Optional<PluginWarning> unmet = needs.unmet(content);
        Optional<ProbedContent> settled = records.settled(content);
        if (unmet.isPresent()) {
            look.refuse(content, List.of(unmet.get()));
        } else if (settled.isPresent()) {
            apply(content, settled.get().passed(), settled.get().warnings());
        } else if (trying) {
            attempt(content, needs);
        }
    }

    private void attempt(PluginContent content, Needs needs) throws InterruptedException {
        LOG.info("Plugin {} {} is new and is tried before it is published.", content.name(), content.manifest()
                .version());
        try {
            MaterialisedPlugin plugin = layout.of(content);
            inTrial.put(plugin, content);
            if (content.manifest().language() == PluginLanguage.NONE) {
                told(plugin, dataTrial.run(plugin));
            } else {
                queue.add(plugin, laidDown(content, needs));
            }
        } catch (DigestMismatchException e) {
            look.refuse(content, List.of(PluginWarning.of(content.name(), content.digest(),
                    WarningCode.CONTENT_UNSTABLE, "Its files changed while they were looked at: " + e.getMessage(),
                    "If files were being copied, wait until that is done; then restart the scheduler.")));
        } catch (IOException e) {
            untried(content, "its files could not be laid down on this host: " + e.getMessage());
        }
    }

    private List<MaterialisedPlugin> laidDown(PluginContent content, Needs needs) throws IOException {
        List<MaterialisedPlugin> laid = new ArrayList<>();
        for (String name : needs.names(content)) {
            PluginContent found = needs.found().get(name);
            PublishedPlugin kept = needs.kept().get(name);
            if (found != null) {
                laid.add(layout.of(found));
            } else if (kept != null) {
                laid.add(layout.of(kept));
            }
        }
        return laid;
    }

    private void told(MaterialisedPlugin plugin, Verdict verdict) {
        PluginContent content = Objects.requireNonNull(inTrial.remove(plugin));
        meters.count(verdict);
        switch (verdict) {
            case Verdict.Tried tried -> {
                records.write(content, tried);
                apply(content, tried.passed(), tried.warnings());
            }
            case Verdict.Untried(String why) -> untried(content, why);
        }
    }

    private void untried(PluginContent content, String why) {
        look.warn(content, List.of(PluginWarning.of(content.name(), content.digest(), WarningCode.PROBE_SKIPPED,
                "Plugin '" + content.name() + "' could not be tried before it was published: " + why,
                "It is published all the same. Mend the reason, then publish again to have it tried.")));
    }

    private void apply(PluginContent content, boolean passed, List<PluginWarning> warnings) {
        if (passed || warnings.isEmpty()) {
            look.warn(content, warnings);
        } else {
            look.refuse(content, warnings);
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
