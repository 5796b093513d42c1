package dev.winnow.scheduler.signature;

import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.Versions;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.signature.SignatureRules;
import dev.winnow.scheduler.discovery.Finding;
import dev.winnow.scheduler.discovery.bundled.BundledSource;
import dev.winnow.scheduler.publish.Screen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Holds what was found against its signatures and against the versions that are live. What the policy refuses is found
 * broken, so that its last good version stays; what it only warns of is published.
 */
@Component
@Order(10)
public final class SignatureScreen implements Screen {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureScreen.class);

    private final Supplier<SignatureRules> rules;

    /** By the keys that are trusted when it looks. */
    SignatureScreen(PluginSettings settings) {
        this.rules = () -> SignatureRules.read(settings.signatures(), settings.trustedKeys());
    }

    @Override
    public List<Finding> screen(List<Finding> findings, Optional<Generation> base) {
        SignatureRules now = rules.get();
        List<Finding> signed = withOwnProblem(now, each(now, findings, (finding, content) -> now.judge(content,
                finding.name().equals(BundledSource.NAME))));
        return versions(now, signed, base);
    }

    /** Of contents of one name only the first can be published: a lower version in a later source harms nobody. */
    private static List<Finding> versions(SignatureRules rules, List<Finding> findings, Optional<Generation> base) {
        Map<String, String> live = new HashMap<>();
        base.map(Generation::plugins).orElse(List.of()).forEach(plugin -> version(plugin).ifPresent(
                version -> live.put(plugin.name(), version)));
        Set<String> decided = new HashSet<>();
        return each(rules, findings, (finding, content) -> {
            Optional<PluginWarning> warning = Optional.ofNullable(live.get(content.name()))
                    .filter(before -> !finding.name().equals(BundledSource.NAME) && !decided.contains(content.name())
                            && Versions.isLower(content.manifest().version(), before))
                    .flatMap(before -> rules.lowered(content, before));
            if (warning.isEmpty() || !rules.refuses()) {
                decided.add(content.name());
            }
            return warning;
        });
    }

    private static List<Finding> each(SignatureRules rules, List<Finding> findings,
            BiFunction<Finding, PluginContent, Optional<PluginWarning>> look) {
        List<Finding> looked = new ArrayList<>();
        for (Finding finding : findings) {
            Finding left = finding;
            if (finding instanceof Finding.Read read) {
                for (PluginContent content : read.scan().plugins()) {
                    Optional<PluginWarning> warning = look.apply(finding, content);
                    if (warning.isPresent()) {
                        left = rules.refuses()
                                ? left.butBroken(content, warning.get())
                                : left.with(List.of(warning.get()));
                    }
                }
            }
            looked.add(left);
        }
        return looked;
    }

    private static List<Finding> withOwnProblem(SignatureRules rules, List<Finding> findings) {
        Optional<PluginWarning> problem = rules.ownProblem();
        List<Finding> told = new ArrayList<>(findings);
        for (int i = 0; problem.isPresent() && i < told.size(); i++) {
            if (told.get(i) instanceof Finding.Read read) {
                told.set(i, read.with(List.of(problem.get())));
                return told;
            }
        }
        problem.ifPresent(untold -> LOG.warn("{} {}", untold.message(), untold.hint()));
        return told;
    }

    private static Optional<String> version(PublishedPlugin plugin) {
        Manifest manifest = plugin.manifest();
        return manifest == null ? Optional.empty() : Optional.of(manifest.version());
    }
}
