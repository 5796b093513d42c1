package dev.winnow.worker.builtin;

import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Leaves a trace of what really ran, outside the ledger: a line at its beginning and one at its end. */
final class DiagnosticAppend implements JobHandler {
    private final Optional<Path> folder;

    DiagnosticAppend(Optional<Path> folder) {
        this.folder = folder.map(Path::toAbsolutePath).map(Path::normalize);
    }

    @Override
    public String name() {
        return "diagnostic.append";
    }

    @Override
    public JobResult run(JobContext context) throws IOException, InterruptedException {
        Arguments arguments = context.arguments(Arguments.class);
        Path file = fileOf(arguments.file());
        String text = context.jobId() + " " + context.attempt() + " "
                + arguments.line().replace('\n', ' ').replace('\r', ' ');
        append(file, text + " begin\n");
        if (arguments.millis() != null) {
            TimeUnit.MILLISECONDS.sleep(arguments.millis());
        }
        append(file, text + " end\n");
        return JobResult.NONE;
    }

    private Path fileOf(String name) {
        Path root = folder.orElseThrow(
                () -> new NoRetryException("WINNOW_DIAGNOSTICS_DIR is not set on this worker: nothing is written"));
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new NoRetryException("file '" + name + "' does not lie below WINNOW_DIAGNOSTICS_DIR");
        }
        return file;
    }

    /** One write to the end of the file, so that lines of several workers do not mix, and onto the disk. */
    private static void append(Path file, String line) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /** Its arguments. */
    record Arguments(String file, String line, @Nullable Long millis) {
    }
}
