package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.manifest.InsightFileReader;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.ProcessFileReader;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a plugin of any language brings without code: schedules, insights, and what its manifest shows. */
final class OwnDefinitions {
    private final ProcessFileReader processes = new ProcessFileReader();
    private final InsightFileReader insights = new InsightFileReader();

    Definitions<Extension> of(MaterialisedPlugin plugin) {
        Path folder = plugin.folder();
        Definitions<ScheduleDefinition> schedules = processes.readFolder(plugin.name(),
                folder.resolve(ProcessFileReader.FOLDER), ProcessFileReader.FOLDER + "/");
        Definitions<InsightDefinition> insightDefinitions = insights.readFolder(plugin.name(),
                folder.resolve(InsightFileReader.FOLDER), InsightFileReader.FOLDER + "/");
        List<Extension> found = new ArrayList<>(schedules.found());
        found.addAll(insightDefinitions.found());
        List<PluginWarning> warnings = new ArrayList<>(schedules.warnings());
        warnings.addAll(insightDefinitions.warnings());
        for (FrontendModule module : plugin.manifest().ui()) {
            if (Files.isRegularFile(folder.resolve(module.entry()))) {
                found.add(module);
            } else {
                warnings.add(PluginWarning.of(plugin.name(), null, WarningCode.DEFINITION_REFUSED,
                        "'" + module.title() + "' of plugin '" + plugin.name() + "' is not shown: its entry '"
                                + module.entry() + "' is not in the plugin's folder",
                        "Add the file, or correct 'entry' in plugin.json.").at(Manifest.FILE_NAME, 0));
            }
        }
        return new Definitions<>(found,
                warnings.stream().map(warning -> warning.withDigest(plugin.digest())).toList());
    }
}
