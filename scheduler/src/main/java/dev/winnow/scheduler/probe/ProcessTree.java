package dev.winnow.scheduler.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that it started. What has detached itself from its parent is found by a mark in its environment,
 * which children inherit (the manner is that of Jenkins).
 *
 * @param mark one that no other process has
 */
record ProcessTree(Process process, String mark) {
    static final String VARIABLE = "WINNOW_PROBE";
    private static final Path PROCESSES = Path.of("/proc");
    private static final int ROUNDS = 3;
    private static final long PATIENCE_SECONDS = 5;

    /** Kills them all; what is started meanwhile is found in the next round. */
    void kill() {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> found = new ArrayList<>(process.descendants().toList());
            process.destroyForcibly();
            found.addAll(marked());
            found.forEach(ProcessHandle::destroyForcibly);
            if (found.isEmpty()) {
                break;
            }
        }
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessHandle> marked() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return found;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path folder : folders) {
                if (carriesMark(folder)) {
                    handle(folder).filter(ProcessHandle::isAlive).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            // Without /proc only what has not detached itself is found.
            return found;
        }
        return found;
    }

    private static Optional<ProcessHandle> handle(Path folder) {
        return ProcessHandle.of(Long.parseLong(folder.getFileName().toString()));
    }

    private boolean carriesMark(Path folder) {
        try {
            String environment = new String(Files.readAllBytes(folder.resolve("environ")), StandardCharsets.ISO_8859_1);
            return environment.contains(VARIABLE + "=" + mark);
        } catch (IOException e) {
            // It has ended, or is another user's, and so none of these.
            return false;
        }
    }
}
