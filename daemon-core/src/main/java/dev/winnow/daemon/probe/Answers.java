package dev.winnow.daemon.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where answers go: the real standard output, which plugins are not given. */
final class Answers {
    private final OutputStream out;
    private final ProbeWire wire;

    Answers(OutputStream out, ProbeWire wire) {
        this.out = out;
        this.wire = wire;
    }

    /** Sends it in a line of its own, whatever was printed before. */
    synchronized void send(ProbeMessage message) {
        try {
            out.write(('\n' + wire.write(message) + '\n').getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the scheduler does not listen any more", e);
        }
    }
}
