package dev.winnow.scheduler.publish;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.manifest.InsightFileReader;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.ProcessFileReader;
import dev.winnow.plugin.spi.FrontendModule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a version of a plugin registers without code, each with all by which another version's may differ. */
final class DeclaredExtensions {
    private final ProcessFileReader processes = new ProcessFileReader();
    private final InsightFileReader insights = new InsightFileReader();

    /** Whether the file is one that {@link #of} reads. */
    static boolean isDefinition(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return (path.startsWith(ProcessFileReader.FOLDER + "/") || path.startsWith(InsightFileReader.FOLDER + "/"))
                && path.indexOf('/') == path.lastIndexOf('/') && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /** @param folder where at least the definition files lie */
    Map<PlannedExtension, Object> of(Manifest manifest, Path folder, List<ContentFile> files) {
        Map<PlannedExtension, Object> found = new HashMap<>();
        String owner = manifest.name();
        processes.readFolder(owner, folder.resolve(ProcessFileReader.FOLDER), "").found().forEach(
                schedule -> found.put(new PlannedExtension("schedule", schedule.name()), schedule));
        insights.readFolder(owner, folder.resolve(InsightFileReader.FOLDER), "").found().forEach(
                insight -> found.put(new PlannedExtension("insight", insight.name()), insight));
        for (FrontendModule module : manifest.ui()) {
            if (files.stream().anyMatch(file -> file.path().equals(module.entry()))) {
                found.put(new PlannedExtension("frontend module", module.name()), List.of(module, assets(module,
                        files)));
            }
        }
        return found;
    }

    /** A page is also what it loads: whatever lies beside its entry or below. */
    private static List<ContentFile> assets(FrontendModule module, List<ContentFile> files) {
        String folder = module.entry().substring(0, module.entry().lastIndexOf('/') + 1);
        return files.stream().filter(file -> file.path().startsWith(folder)).toList();
    }
}
