package dev.winnow.scheduler.request;

import dev.winnow.db.Texts;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.scheduler.publish.Changes;
import dev.winnow.scheduler.publish.Plan;
import dev.winnow.scheduler.publish.PluginChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as an answer: bounded, whatever plugins hold, since it is one row in MySQL. */
final class PlanReply {
    private static final int MOST = 1_000;
    private static final int LEAST = 10;
    private static final int ALL_TOGETHER = 5_000;
    private static final int TEXT = 2_000;

    private PlanReply() {
    }

    static Reply of(Plan plan) {
        long different = plan.plugins().stream().filter(plugin -> plugin.kind() != PluginChange.Kind.UNCHANGED).count();
        int limit = Math.clamp(ALL_TOGETHER / Math.max(1, different), LEAST, MOST);
        List<PluginWarning> warnings = plan.warnings();
        Reply reply = Reply.done(plan.sentence()).with("changed", plan.changed())
                .with("base", plan.base().map(Generation::id).orElse(0L))
                .with("plugins", plan.plugins().stream().map(plugin -> plugin(plugin, limit)).toList())
                .with("warnings", warnings.stream().limit(MOST).map(PlanReply::warning).toList())
                .with("moreWarnings", Math.max(0, warnings.size() - MOST))
                .with("restart", plan.restart().stream().map(PlanReply::process).toList())
                .with("refusedRemovals", plan.refusedRemovals());
        return plan.heldBackFrom().map(from -> reply.with("heldBackFrom", from)).orElse(reply);
    }

    private static Map<String, @Nullable Object> plugin(PluginChange plugin, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", plugin.name());
        values.put("change", plugin.kind().name().toLowerCase(Locale.ROOT));
        values.put("fromVersion", plugin.from() == null ? null : plugin.from().version());
        values.put("toVersion", plugin.to() == null ? null : plugin.to().version());
        values.put("fromDigest", plugin.from() == null ? null : plugin.from().digest());
        values.put("toDigest", plugin.to() == null ? null : plugin.to().digest());
        values.put("source", plugin.source());
        values.put("files", changes(plugin.files().atMost(limit)));
        Map<String, @Nullable Object> extensions = changes(plugin.extensions().atMost(limit));
        extensions.put("complete", plugin.extensionsComplete());
        values.put("extensions", extensions);
        return values;
    }

    private static Map<String, @Nullable Object> changes(Changes<?> changes) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("added", changes.added());
        values.put("changed", changes.changed());
        values.put("removed", changes.removed());
        values.put("more", changes.more());
        return values;
    }

    private static Map<String, @Nullable Object> warning(PluginWarning warning) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("plugin", warning.plugin());
        values.put("code", warning.code().code());
        values.put("message", Texts.cut(warning.message(), TEXT));
        values.put("hint", Texts.cut(warning.hint(), TEXT));
        values.put("file", warning.file());
        values.put("line", warning.line());
        return values;
    }

    private static Map<String, @Nullable Object> process(ProcessRow process) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("kind", process.kind());
        values.put("host", process.host());
        values.put("pid", process.pid());
        values.put("generation", process.generation());
        return values;
    }
}
