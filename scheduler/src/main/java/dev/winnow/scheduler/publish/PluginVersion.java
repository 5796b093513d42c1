package dev.winnow.scheduler.publish;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One version of a plugin, published or found, as a plan compares it. */
record PluginVersion(Manifest manifest, String digest, List<ContentFile> files,
        Map<PlannedExtension, Object> declared) {
    Map<String, ContentFile> filesByPath() {
        return files.stream().collect(Collectors.toMap(ContentFile::path, Function.identity()));
    }
}
