package dev.winnow.web.api;

import dev.winnow.web.service.Actor;
import dev.winnow.web.service.PluginExport;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A generation as a file. */
@RestController
@RequestMapping("/api/v1/plugins/generations")
class ExportApi {
    private static final String ZIP = "application/zip";

    private final PluginExport export;

    ExportApi(PluginExport export) {
        this.export = export;
    }

    @GetMapping(path = "/{id}/export", produces = ZIP)
    void export(@PathVariable long id, @RequestParam(required = false, defaultValue = "") List<String> plugin,
            @RequestParam(defaultValue = "false") boolean withBundled, Actor actor, HttpServletResponse response)
            throws IOException {
        export.send(actor, id, plugin, withBundled, file -> {
            response.setContentType(ZIP);
            response.setContentLengthLong(Files.size(file));
            response.setHeader("Content-Disposition", "attachment; filename=\"winnow-generation-" + id + ".zip\"");
            response.setHeader("Cache-Control", "no-store");
            Files.copy(file, response.getOutputStream());
        });
    }
}
