package dev.winnow.plugin.manifest;

import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.InsightDefinition.FilterUse;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code insights} from YAML files. */
public final class InsightFileReader {
    /** The folder of such files in a plugin. */
    public static final String FOLDER = "insights";

    private static final Set<String> KEYS = Set.of("name", "title", "description", "severity", "resource-type",
            "filters");

    private final DefinitionFiles<InsightDefinition> files = new DefinitionFiles<>("insights",
            InsightFileReader::insight);

    /**
     * Reads one file's text.
     *
     * @param owner whom warnings are on: a plugin's name, or {@code source:<name>}
     * @param file how warnings name the file
     */
    public Definitions<InsightDefinition> read(String owner, String file, byte[] yaml) {
        return files.read(owner, file, yaml);
    }

    /**
     * Reads all {@code *.yaml} and {@code *.yml} files of a folder, by name; a missing folder has none.
     *
     * @param prefix before file names in warnings, for example {@code insights/}
     */
    public Definitions<InsightDefinition> readFolder(String owner, Path folder, String prefix) {
        return files.readFolder(owner, folder, prefix);
    }

    private static InsightDefinition insight(Fields given, Complaints complaints) {
        String name = ExtensionName.checked(given, "name");
        Fields fields = new Fields(given.mapping(), "insight '" + name + "'");
        fields.checkKeys(KEYS, complaints);
        List<FilterUse> filters = new ArrayList<>();
        for (Tree item : fields.list("filters")) {
            filters.add(filter(item, name, complaints));
        }
        if (filters.isEmpty()) {
            // Without a filter every resource would be a finding.
            throw new MalformedException("insight '" + name + "' has no 'filters'", fields.line());
        }
        return new InsightDefinition(name, fields.text("title").orElse(name), fields.text("description").orElse(""),
                fields.choice("severity", Severity.class, Severity.MEDIUM),
                ExtensionName.checked(fields, "resource-type"), filters);
    }

    private static FilterUse filter(Tree item, String insight, Complaints complaints) {
        Fields fields = Fields.of(item, "a filter of insight '" + insight + "'");
        fields.checkKeys(Set.of("filter", "settings"), complaints);
        return new FilterUse(ExtensionName.checked(fields, "filter"), new Settings(fields.plainObject("settings")));
    }
}
