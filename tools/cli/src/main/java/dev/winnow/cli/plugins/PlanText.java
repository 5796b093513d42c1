package dev.winnow.cli.plugins;

import dev.winnow.cli.api.Table;
import java.io.PrintWriter;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A plan for people: what changes by plugin, what it warns of, what needs a restart. */
final class PlanText {
    private PlanText() {
    }

    static void print(JsonNode plan, PrintWriter out) {
        out.println(plan.path("message").asString());
        if (plan.path("heldBackFrom").isNumber()) {
            out.println("The sources still hold what generation " + plan.path("heldBackFrom").asLong()
                    + " had, which was rolled back from: a restart publishes nothing until they change.");
        }
        ArrayNode changes = JsonMapper.builder().build().createArrayNode();
        plan.path("plugins").valueStream().filter(plugin -> !plugin.path("change").asString().equals("unchanged"))
                .forEach(changes::add);
        if (!changes.isEmpty()) {
            out.println();
            out.print(Table.of(changes, "name:PLUGIN", "change:CHANGE", "fromVersion:FROM", "toVersion:TO",
                    "source:SOURCE"));
            changes.forEach(plugin -> details(plugin, out));
        }
        warnings(plan.path("warnings"), plan.path("moreWarnings").asInt(0), out);
        JsonNode refused = plan.path("refusedRemovals");
        if (!refused.isEmpty()) {
            out.println();
            out.println("Removals are refused, since a source looks like an unmounted disk. If they are meant:");
            refused.forEach(digest -> out.println("  winnow plugins publish --confirm-removals " + digest.asString()));
        }
        JsonNode restart = plan.path("restart");
        if (!restart.isEmpty()) {
            out.println();
            out.println("These processes need a restart:");
            out.print(Table.of(restart, "kind:PROCESS", "host:HOST", "pid:PID", "generation:GENERATION"));
        }
        Restart.print(plan.path("commands"), out);
        out.flush();
    }

    private static void details(JsonNode plugin, PrintWriter out) {
        JsonNode extensions = plugin.path("extensions");
        JsonNode files = plugin.path("files");
        if (size(extensions) + size(files) == 0) {
            return;
        }
        out.println();
        out.println(plugin.path("name").asString() + ":");
        marked(extensions, each -> each.path("kind").asString() + " " + each.path("name").asString(), out);
        marked(files, JsonNode::asString, out);
    }

    private static int size(JsonNode parts) {
        return parts.path("added").size() + parts.path("changed").size() + parts.path("removed").size();
    }

    private static void marked(JsonNode parts, Function<JsonNode, String> text, PrintWriter out) {
        parts.path("added").forEach(each -> out.println("  + " + text.apply(each)));
        parts.path("changed").forEach(each -> out.println("  ~ " + text.apply(each)));
        parts.path("removed").forEach(each -> out.println("  - " + text.apply(each)));
        if (parts.path("more").asInt(0) > 0) {
            out.println("  and " + parts.path("more").asInt() + " more");
        }
        if (!parts.path("complete").asBoolean(true)) {
            out.println("  ? what its code registers: a version of it was never tried");
        }
    }

    private static void warnings(JsonNode warnings, int more, PrintWriter out) {
        if (warnings.isEmpty()) {
            return;
        }
        out.println();
        out.println("Warnings to come:");
        warnings.forEach(warning -> {
            out.println("  " + WarningText.head(warning));
            out.println("    " + warning.path("message").asString());
            WarningText.hint(warning).ifPresent(hint -> out.println("    What to do: " + hint));
        });
        if (more > 0) {
            out.println("  and " + more + " more");
        }
    }
}
