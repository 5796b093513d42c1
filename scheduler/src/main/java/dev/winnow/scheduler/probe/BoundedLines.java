package dev.winnow.scheduler.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines from somebody who may send anything: of a line that is too long the beginning is kept, the rest passed over. */
final class BoundedLines {
    private final InputStream in;
    private final int longest;

    /** @param longest in bytes */
    BoundedLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.longest = longest;
    }

    /** The next one; null at the end. */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int value = in.read();
        if (value < 0) {
            return null;
        }
        for (; value >= 0 && value != '\n'; value = in.read()) {
            if (line.size() < longest) {
                line.write(value);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
