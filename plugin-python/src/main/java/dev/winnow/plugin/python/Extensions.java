package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.ResourceAction;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes extensions of what the Python half registered. */
final class Extensions {
    private final PluginCalls plugin;

    Extensions(PluginCalls plugin) {
        this.plugin = plugin;
    }

    /**
     * @throws IllegalArgumentException naming the extension and what is wrong with it
     */
    Extension read(JsonNode definition) {
        String kind = definition.path("kind").asString("");
        String name = definition.path("name").asString("");
        try {
            return switch (kind) {
                case "filter" -> new PythonFilter(plugin, name, text(definition, "title"),
                        text(definition, "description"), texts(definition.path("resource_types")),
                        fields(definition.path("settings")));
                case "job" -> new PythonJobHandler(plugin, name, action(definition.path("resource_action")),
                        policy(definition.path("policy")));
                case "harvester" -> new PythonHarvester(plugin, name, text(definition, "provider"),
                        text(definition, "resource_type"));
                case "cloud provider" -> new PythonCloudProvider(plugin, name, text(definition, "title"),
                        fields(definition.path("settings")));
                case "route" -> new PythonRoute(plugin, name, text(definition, "method"), text(definition, "path"),
                        text(definition, "role"));
                case "schedule" -> Schedules.read(name, definition);
                case "insight" -> insight(name, definition);
                default -> throw new IllegalArgumentException("unknown kind of extension");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(kind + " '" + name + "': " + e.getMessage(), e);
        }
    }

    private static List<SettingField> fields(JsonNode list) {
        List<SettingField> fields = new ArrayList<>();
        for (JsonNode field : list) {
            fields.add(new SettingField(text(field, "name"), text(field, "label"), text(field, "help"),
                    oneOf(SettingField.Kind.class, text(field, "kind")), field.path("required").asBoolean(false),
                    List.copyOf(texts(field.path("options"))), Json.plain(field.path("default"))));
        }
        return fields;
    }

    private static @Nullable ResourceAction action(JsonNode action) {
        if (action.isNull() || action.isMissingNode()) {
            return null;
        }
        for (String key : List.of("action", "title", "provider", "resource_type")) {
            if (text(action, key).isEmpty()) {
                throw new IllegalArgumentException("resource_action lacks '" + key + "'");
            }
        }
        return new ResourceAction(text(action, "action"), text(action, "title"), text(action, "provider"),
                text(action, "resource_type"), texts(action.path("states")),
                action.path("destructive").asBoolean(false));
    }

    /** What is not said is as usual. */
    private static JobPolicy policy(JsonNode policy) {
        JobPolicy usual = JobPolicy.USUAL;
        Duration first = orElse(policy.path("first_delay"), usual.firstDelay());
        Duration longest = orElse(policy.path("longest_delay"), first.compareTo(usual.longestDelay()) > 0
                ? first
                : usual.longestDelay());
        return new JobPolicy(policy.path("attempts").asInt(usual.attempts()), first, longest,
                orElse(policy.path("deadline"), usual.deadline()));
    }

    private static Duration orElse(JsonNode millis, Duration usual) {
        Duration given = JobCalls.duration(millis);
        return given == null ? usual : given;
    }

    private static InsightDefinition insight(String name, JsonNode definition) {
        List<InsightDefinition.FilterUse> uses = new ArrayList<>();
        for (JsonNode use : definition.path("filters")) {
            uses.add(new InsightDefinition.FilterUse(text(use, "filter"),
                    new Settings(Json.values(use.path("settings")))));
        }
        return new InsightDefinition(name, text(definition, "title"), text(definition, "description"),
                oneOf(Severity.class, text(definition, "severity")), text(definition, "resource_type"), uses);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode element : list) {
            texts.add(element.asString(""));
        }
        return texts;
    }

    static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(wanted)) {
                return value;
            }
        }
        StringBuilder known = new StringBuilder();
        for (E value : type.getEnumConstants()) {
            known.append(known.isEmpty() ? "" : ", ").append(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        throw new IllegalArgumentException("'" + text + "' is none of " + known);
    }
}
