package dev.winnow.plugin.python;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What a plugin prints goes to the daemon's log, line by line, instead of its standard output. */
final class LineLog extends OutputStream {
    private static final int LONGEST = 4_000;

    private final Consumer<String> log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineLog(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public synchronized void write(int next) {
        if (next == '\n' || line.size() >= LONGEST) {
            emit();
        }
        if (next != '\n' && next != '\r') {
            line.write(next);
        }
    }

    @Override
    public synchronized void close() {
        emit();
    }

    private void emit() {
        if (line.size() > 0) {
            log.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
