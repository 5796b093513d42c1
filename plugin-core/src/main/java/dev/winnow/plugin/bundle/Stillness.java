package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Reads what others may be writing, so that what is read belongs together. */
final class Stillness {
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 5;

    private final InstantSource clock;
    private final Pause pause;

    Stillness(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Reads between two looks that saw the same; what changed a moment ago is given time first, and is read twice.
     *
     * @return empty if it kept changing
     * @throws IOException what was wrong when it was still
     */
    <T> Optional<T> read(Path root, Reading<T> reading) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                pause.of(SETTLE);
            }
            try {
                Optional<T> read = once(root, reading);
                if (read.isPresent()) {
                    return read;
                }
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS - 1) {
                    throw FolderWalk.unreadable(root, root, new IOException("it vanishes while it is read", e));
                }
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> once(Path root, Reading<T> reading) throws IOException {
        Snapshot before = FolderWalk.of(root);
        Duration age = Duration.between(before.newest(), clock.instant());
        // A time in the future says nothing: another host's clock wrote it.
        boolean fresh = !age.isNegative() && age.compareTo(SETTLE) < 0;
        if (fresh) {
            pause.of(SETTLE.minus(age));
        }
        T read = reading.of(before);
        if (!FolderWalk.of(root).equals(before) || fresh && !reading.of(before).equals(read)) {
            return Optional.empty();
        }
        return Optional.of(read);
    }

    /** Reads what a snapshot names. */
    interface Reading<T> {
        T of(Snapshot snapshot) throws IOException;
    }
}
