package dev.winnow.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** A short text that changes with the console's own assets, so that browsers fetch new ones after an upgrade. */
@Component
class AssetVersion {
    private final String text;

    AssetVersion() {
        CRC32 checksum = new CRC32();
        for (String name : List.of("static/winnow.css", "static/icons.svg", "static/js/main.js")) {
            try {
                checksum.update(new ClassPathResource(name).getContentAsByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException("the console's own " + name + " is missing from the jar", e);
            }
        }
        text = Long.toHexString(checksum.getValue());
    }

    String text() {
        return text;
    }
}
