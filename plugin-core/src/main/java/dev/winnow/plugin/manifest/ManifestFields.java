package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.SettingField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.semver4j.Semver;

/** Reads the fields of one {@code plugin.json}, and completes what they do not say. */
final class ManifestFields {
    /** Stands for none. */
    static final String NO_VERSION = "0.0.0";

    private static final Set<String> KEYS = Set.of("name", "version", "description", "author", "requires",
            "initial_modules", "initial_js", "permissions", "settings", "ui");
    private static final Set<String> PERMISSIONS = Set.of("network", "files");
    private static final int MAX_TEXT = 2_000;

    private final PluginFolder folder;
    private final Fields fields;
    private final String name;
    private final Complaints complaints;

    ManifestFields(PluginFolder folder, String fallbackName, Tree tree) {
        this.folder = folder;
        this.fields = Fields.of(tree, "the manifest");
        Optional<String> given = fields.text("name").filter(text -> !text.isBlank());
        this.name = given.map(this::checkedName).orElseGet(() -> PluginName.from(fallbackName));
        this.complaints = new Complaints(name, Manifest.FILE_NAME);
        if (given.isEmpty()) {
            incomplete("there is no 'name': '" + name + "' was taken from '" + fallbackName + "'",
                    "Add \"name\": \"" + name + "\".", fields.line());
        }
    }

    ManifestReading read() throws IOException {
        fields.checkKeys(KEYS, complaints);
        if (!fields.items("initial_js").isEmpty()) {
            incomplete("'initial_js' is not loaded", "Say what the console shall show under 'ui'.",
                    fields.line("initial_js"));
        }
        List<String> modules = modules();
        ModuleMetadata metadata = ModuleMetadata.of(folder.folder(), modules);
        PluginLanguage language = language(modules);
        Fields requires = fields.object("requires");
        requires.checkKeys(Set.of("winnow", "plugins"), complaints);
        String winnow = requires.text("winnow").orElse("");
        checkRange(winnow, requires.line("winnow"));
        DeclaredParts parts = new DeclaredParts(name, complaints);
        List<SettingField> settings = parts.settings(fields.list("settings"));
        List<FrontendModule> ui = parts.ui(fields.list("ui"));
        Manifest manifest = new Manifest(name, version(metadata), bounded("description", metadata.description()),
                bounded("author", metadata.author()), language, winnow,
                plugins(requires), modules, permissions(), settings, ui);
        return new ManifestReading(manifest, complaints.warnings());
    }

    private String checkedName(String given) {
        if (!PluginName.isAllowed(given)) {
            throw new MalformedException("the name '" + given + "' is not allowed (" + PluginName.RULE + "); '"
                    + PluginName.from(given) + "' would be", fields.line("name"));
        }
        return given;
    }

    private String version(ModuleMetadata metadata) {
        Optional<String> given = fields.text("version").map(String::strip).filter(text -> !text.isEmpty())
                .or(metadata::version);
        if (given.isEmpty()) {
            return NO_VERSION;
        }
        String text = given.get();
        if (text.length() <= 64 && Semver.isValid(text)) {
            return text;
        }
        Semver coerced = text.length() <= 64 ? Semver.coerce(text) : null;
        String version = coerced == null ? NO_VERSION : coerced.toString();
        incomplete("the version '" + text + "' is not of the form major.minor.patch and counts as " + version,
                "Write it with three numbers, for example 1.2.0.", fields.line("version"));
        return version;
    }

    private String bounded(String key, Optional<String> otherwise) {
        String text = fields.find(key).filter(tree -> !(tree instanceof Tree.Scalar)).map(Tree::kind)
                .map(kind -> {
                    incomplete("'" + key + "' must be a text, not " + kind, "Write it as a text.", fields.line(key));
                    return "";
                }).orElseGet(() -> fields.text(key).or(() -> otherwise).orElse(""));
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private List<String> modules() {
        List<String> modules = new ArrayList<>();
        for (String module : fields.texts("initial_modules")) {
            if (!RelativePath.isSafe(module)) {
                throw new MalformedException("the module '" + module + "' lies outside the plugin's folder",
                        fields.line("initial_modules"));
            }
            modules.add(module);
        }
        if (modules.isEmpty() && fields.find("initial_modules").isEmpty()) {
            folder.pythonEntry().ifPresent(module -> {
                incomplete("there is no 'initial_modules': " + module + " is loaded",
                        "Add \"initial_modules\": [\"" + module + "\"].", fields.line());
                modules.add(module);
            });
        }
        return modules;
    }

    private PluginLanguage language(List<String> modules) throws IOException {
        boolean jars = !folder.jars().isEmpty();
        if (modules.isEmpty()) {
            return jars ? PluginLanguage.JAVA : PluginLanguage.NONE;
        }
        if (jars) {
            incomplete("a plugin with 'initial_modules' is a Python plugin: its jars are not loaded",
                    "Make two plugins of it, or remove the jars.", fields.line("initial_modules"));
        }
        return PluginLanguage.PYTHON;
    }

    /** Ranges by name; a list of names asks for any version. */
    private Map<String, String> plugins(Fields requires) {
        Map<String, String> ranges = new LinkedHashMap<>();
        if (requires.find("plugins").filter(Tree.Sequence.class::isInstance).isPresent()) {
            requires.texts("plugins").forEach(plugin -> ranges.put(plugin, "*"));
            return ranges;
        }
        Fields plugins = requires.object("plugins");
        for (String plugin : plugins.mapping().entries().keySet()) {
            String range = plugins.text(plugin).orElse("*");
            checkRange(range, plugins.line(plugin));
            ranges.put(plugin, range);
        }
        return ranges;
    }

    private static void checkRange(String range, int line) {
        try {
            VersionRange.of(range);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()), line);
        }
    }

    private Set<String> permissions() {
        Set<String> permissions = new LinkedHashSet<>(fields.texts("permissions"));
        for (String unknown : permissions) {
            if (!PERMISSIONS.contains(unknown)) {
                complaints.unknownKey("'permissions'", unknown, PERMISSIONS, fields.line("permissions"));
            }
        }
        permissions.retainAll(PERMISSIONS);
        return permissions;
    }

    private void incomplete(String message, String hint, int line) {
        complaints.add(WarningCode.MANIFEST_INCOMPLETE, message, hint, line);
    }
}
