package dev.winnow.plugin.manifest;

import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.SettingField.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a manifest's {@code ui} and {@code settings}; an entry that is wrong is left out by itself. */
final class DeclaredParts {
    private static final Set<String> UI_KEYS = Set.of("kind", "id", "title", "entry", "icon", "roles");
    private static final Set<String> SETTING_KEYS = Set.of("name", "label", "help", "kind", "required", "options",
            "default");
    private static final Set<String> ROLES = Set.of("viewer", "operator", "admin");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9._-]{0,49}");
    private static final Pattern SETTING_NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final String plugin;
    private final Complaints complaints;

    DeclaredParts(String plugin, Complaints complaints) {
        this.plugin = plugin;
        this.complaints = complaints;
    }

    List<FrontendModule> ui(List<Tree> items) {
        List<FrontendModule> modules = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Tree item : items) {
            try {
                FrontendModule module = frontendModule(Fields.of(item, "an entry of 'ui'"));
                if (!taken.add(module.name())) {
                    throw new MalformedException("'ui' has the id of '" + module.name() + "' twice", item.line());
                }
                modules.add(module);
            } catch (MalformedException e) {
                complaints.refused(e);
            }
        }
        return modules;
    }

    private FrontendModule frontendModule(Fields fields) {
        fields.checkKeys(UI_KEYS, complaints);
        String id = fields.requiredText("id");
        if (!ID.matcher(id).matches()) {
            throw new MalformedException(
                    "the id '" + id
                            + "' must be lower-case letters, digits, '.', '_' and '-', beginning with a letter, "
                            + "at most 50",
                    fields.line("id"));
        }
        String entry = fields.requiredText("entry");
        if (!RelativePath.isSafe(entry)) {
            throw new MalformedException("the entry '" + entry + "' lies outside the plugin's folder",
                    fields.line("entry"));
        }
        return new FrontendModule(plugin + "." + id, fields.requiredChoice("kind", FrontendModule.Kind.class),
                fields.text("title").orElse(id), entry, fields.text("icon").orElse("plugin"), roles(fields));
    }

    private static Set<String> roles(Fields fields) {
        Set<String> roles = new LinkedHashSet<>(fields.texts("roles"));
        for (String role : roles) {
            if (!ROLES.contains(role)) {
                throw new MalformedException("the role '" + role + "' must be one of viewer, operator, admin",
                        fields.line("roles"));
            }
        }
        return roles.isEmpty() ? Set.of("viewer") : roles;
    }

    List<SettingField> settings(List<Tree> items) {
        List<SettingField> settings = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Tree item : items) {
            try {
                SettingField field = setting(Fields.of(item, "an entry of 'settings'"));
                if (!taken.add(field.name())) {
                    throw new MalformedException("'settings' has '" + field.name() + "' twice", item.line());
                }
                settings.add(field);
            } catch (MalformedException e) {
                complaints.refused(e);
            }
        }
        return settings;
    }

    private SettingField setting(Fields fields) {
        fields.checkKeys(SETTING_KEYS, complaints);
        String name = fields.requiredText("name");
        if (!SETTING_NAME.matcher(name).matches()) {
            throw new MalformedException("the setting '" + name
                    + "' must be lower-case letters, digits and '_', beginning with a letter, at most 64",
                    fields.line("name"));
        }
        Kind kind = fields.choice("kind", Kind.class, Kind.TEXT);
        List<String> options = fields.texts("options");
        if ((kind == Kind.SELECTION || kind == Kind.MULTI_SELECTION) && options.isEmpty()) {
            throw new MalformedException("the setting '" + name + "' has no 'options' to choose from", fields.line());
        }
        return new SettingField(name, fields.text("label").orElse(name), fields.text("help").orElse(""), kind,
                fields.isOn("required"), options, defaultValue(fields, kind, options));
    }

    private static @Nullable Object defaultValue(Fields fields, Kind kind, List<String> options) {
        if (fields.find("default").isEmpty()) {
            return null;
        }
        return switch (kind) {
            case TEXT, LONG_TEXT, SECRET_REFERENCE -> fields.requiredText("default");
            case BOOLEAN -> fields.isOn("default");
            case NUMBER -> number(fields);
            case TEXT_LIST -> List.copyOf(fields.texts("default"));
            case SELECTION -> among(options, fields, List.of(fields.requiredText("default"))).getFirst();
            case MULTI_SELECTION -> among(options, fields, fields.texts("default"));
        };
    }

    private static Object number(Fields fields) {
        if (fields.find("default").orElseThrow() instanceof Tree.Scalar(Object value, int line)
                && value instanceof Long number) {
            return number;
        }
        throw new MalformedException("'default' must be a whole number", fields.line("default"));
    }

    private static List<String> among(List<String> options, Fields fields, List<String> given) {
        for (String each : given) {
            if (!options.contains(each)) {
                throw new MalformedException("the default '" + each + "' is not one of the options",
                        fields.line("default"));
            }
        }
        return List.copyOf(given);
    }
}
