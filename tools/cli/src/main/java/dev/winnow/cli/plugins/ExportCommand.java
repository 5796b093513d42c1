package dev.winnow.cli.plugins;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.ApiOptions;
import dev.winnow.cli.api.CliException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Writes a generation's plugins as one bundle. */
@Command(name = "export", description = "Writes a generation's plugins as one zip, for an installation that no network reaches: put"
        + " it into the plugins folder there.", mixinStandardHelpOptions = true)
public final class ExportCommand implements Runnable {
    @Mixin
    private ApiOptions options = new ApiOptions();

    @Parameters(paramLabel = "FILE", description = "the zip to write; not overwritten")
    private Path file = Path.of("");

    @Option(names = "--generation", paramLabel = "N", description = "default the current one")
    private @Nullable Long generation;

    @Option(names = "--plugin", paramLabel = "NAME", description = "only this plugin; may be repeated")
    private List<String> plugins = List.of();

    @Option(names = "--with-bundled", description = "also those that ship with Winnow, which every installation has already")
    private boolean withBundled;

    @Override
    public void run() {
        if (Files.exists(file)) {
            throw new CliException(CliException.FAILED, file + " is there already; nothing was written", null);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder)) {
            throw new CliException(CliException.FAILED, "the folder of " + file + " is not there or cannot be written",
                    null);
        }
        Api api = options.api();
        long exported = generation != null ? generation : current(api);
        StringBuilder query = new StringBuilder("?withBundled=" + withBundled);
        plugins.forEach(plugin -> query.append("&plugin=").append(URLEncoder.encode(plugin, StandardCharsets.UTF_8)));
        long bytes = api.download("/plugins/generations/" + exported + "/export" + query, "application/zip", file);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", file.toString());
        answer.put("generation", exported);
        answer.put("bytes", bytes);
        options.answer(JsonMapper.builder().build().valueToTree(answer), "Generation " + exported + " is exported to "
                + file + " (" + bytes + " bytes). 'winnow plugins verify " + file + "' lists what is in it.");
    }

    private static long current(Api api) {
        return api.items("/plugins/generations", 1).valueStream().findFirst()
                .map(newest -> newest.path("id").asLong())
                .orElseThrow(() -> new CliException(CliException.FAILED, "nothing is published yet", null));
    }
}
