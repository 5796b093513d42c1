package dev.winnow.scheduler.schedule;

import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.manifest.ProcessFileReader;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads Winnow's own process files and the operator's. */
public final class ProcessFiles {
    static final String BUILT_IN = "built-in";
    /** Whom warnings on the operator's files are on. */
    static final String OWNER = "source:processes";
    private static final String RESOURCES = "classpath*:processes/*.yaml";

    private final Path folder;
    private final ProcessFileReader reader = new ProcessFileReader();

    /** @param folder the operator's; it need not exist */
    public ProcessFiles(Path folder) {
        this.folder = folder;
    }

    /** The operator's, in the order of file names, then Winnow's own. */
    void collect(ScheduleSet schedules) {
        for (Path file : files(schedules)) {
            String name = String.valueOf(file.getFileName());
            schedules.add("file:" + name, OWNER, name, reader.readFile(OWNER, name, file));
        }
        for (Resource resource : builtIn()) {
            String name = String.valueOf(resource.getFilename());
            schedules.add(BUILT_IN, "winnow", name, read(resource, name));
        }
    }

    private List<Path> files(ScheduleSet schedules) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(ProcessFiles::isYaml).sorted().toList();
        } catch (IOException e) {
            schedules.warn(unreadable(folder.toString(), e));
            return List.of();
        }
    }

    private static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static PluginWarning unreadable(String what, IOException problem) {
        return PluginWarning.of(OWNER, null, WarningCode.CONTENT_UNREADABLE,
                "The process file " + what + " cannot be read: " + problem + ". Its schedules do not run.",
                "Let the scheduler's user read it and restart the scheduler.").at(what, 0);
    }

    private static List<Resource> builtIn() {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(RESOURCES));
        } catch (IOException e) {
            throw new IllegalStateException("Winnow's own process files cannot be listed; reinstall it", e);
        }
    }

    private Definitions<ScheduleDefinition> read(Resource resource, String name) {
        try {
            return reader.read("winnow", name, resource.getContentAsByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("Winnow's own process file " + name + " cannot be read; reinstall it", e);
        }
    }
}
