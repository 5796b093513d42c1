package dev.winnow.web.frontend;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.util.UriComponentsBuilder;

/** Sends the files that plugins bring for their pages. */
@Controller
class AssetController {
    /**
     * A page of a plugin may run its own files and talk to its host by messages; it may not reach the console, send
     * forms elsewhere, or fetch.
     */
    static final String POLICY = "sandbox allow-scripts allow-forms; default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; media-src 'self'; "
            + "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final PluginAssets assets;

    AssetController(PluginAssets assets) {
        this.assets = assets;
    }

    /** For whoever is signed in; a frame is led on to the address that names the content. */
    @GetMapping("/plugin/{plugin}/assets/{*path}")
    ResponseEntity<Resource> current(@PathVariable String plugin, @PathVariable String path,
            @RequestHeader(name = "Sec-Fetch-Dest", required = false) @Nullable String destination,
            HttpServletRequest request) {
        Optional<String> digest = assets.digest(plugin);
        if (digest.isPresent() && "iframe".equals(destination) && assets.find(plugin, path.substring(1)).isPresent()) {
            URI address = UriComponentsBuilder.fromPath(request.getContextPath())
                    .path("/plugin/" + plugin + "/assets/@" + digest.get() + path).build().encode().toUri();
            return ResponseEntity.status(HttpStatus.FOUND).location(address).cacheControl(CacheControl.noStore())
                    .build();
        }
        return send(plugin, path, CacheControl.noCache().cachePrivate());
    }

    /** For a frame, whose origin is opaque and sends no cookie: the digest is what it must know. */
    @GetMapping("/plugin/{plugin}/assets/@{digest:[0-9a-f]{64}}/{*path}")
    ResponseEntity<Resource> immutable(@PathVariable String plugin, @PathVariable String digest,
            @PathVariable String path) {
        if (!assets.digest(plugin).equals(Optional.of(digest))) {
            return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
        }
        return send(plugin, path, CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    private ResponseEntity<Resource> send(String plugin, String path, CacheControl caching) {
        Optional<PluginAssets.Asset> found = assets.find(plugin, path.substring(1));
        if (found.isEmpty()) {
            return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
        }
        PluginAssets.Asset asset = found.get();
        String type = AssetTypes.of(String.valueOf(asset.file().getFileName()));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(caching).eTag('"' + asset.sha256() + '"')
                .contentType(MediaType.parseMediaType(type)).header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY)
                // Modules and fonts are fetched by CORS even from the own host, since the page's origin is opaque.
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "null");
        if (type.equals(AssetTypes.UNKNOWN)) {
            answer.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().build().toString());
        }
        return answer.body(new FileSystemResource(asset.file()));
    }
}
