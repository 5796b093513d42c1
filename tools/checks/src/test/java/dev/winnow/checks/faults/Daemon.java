package dev.winnow.checks.faults;

import dev.winnow.embedded.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One process from its start to its end, however it came to that. */
final class Daemon {
    /** How it stands, or how it ended. */
    enum Fate {
        RUNNING, KILLED, TERMINATED, DIED
    }

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration TO_WRITE = Duration.ofSeconds(2);

    private final Role role;
    private final int number;
    private final ChildProcess process;
    private final Path folder;
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.RUNNING);
    private volatile boolean paused;
    private volatile @Nullable String id;

    Daemon(Role role, int number, ChildProcess process, Path folder) {
        this.role = role;
        this.number = number;
        this.process = process;
        this.folder = folder;
    }

    Role role() {
        return role;
    }

    long pid() {
        return process.pid();
    }

    Fate fate() {
        return fate.get();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it was ever held up long enough to lose what it held. */
    boolean wasPaused() {
        return paused;
    }

    /** Whether it may have lost jobs without having done anything wrong. */
    boolean mayHaveLostJobs() {
        return paused || fate.get() == Fate.KILLED || fate.get() == Fate.DIED;
    }

    /** What its row in the process table is called; null while nobody has seen it. */
    @Nullable
    String id() {
        return id;
    }

    void id(String value) {
        id = value;
    }

    /** Where its jobs leave their lines. */
    Path lines() {
        return folder.resolve("lines");
    }

    Path log() {
        return process.log();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        fate.compareAndSet(Fate.RUNNING, Fate.KILLED);
        process.kill();
        process.waitFor(LONG);
    }

    /** SIGTERM; returns its exit value. */
    int terminate() throws IOException, InterruptedException {
        fate.compareAndSet(Fate.RUNNING, Fate.TERMINATED);
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy);
        if (!process.waitFor(LONG)) {
            // Has it write to its log what its threads are at.
            signal("-QUIT");
            process.waitFor(TO_WRITE);
            throw new AssertionError(this + " has not ended " + LONG.toSeconds() + " s after SIGTERM; see " + log());
        }
        return process.onExit().join();
    }

    /** SIGSTOP. */
    void pause() throws IOException, InterruptedException {
        paused = true;
        signal("-STOP");
    }

    /** SIGCONT. */
    void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** Notes that it is gone, if nobody ended it; true if so. */
    boolean diedByItself() {
        return !isAlive() && fate.compareAndSet(Fate.RUNNING, Fate.DIED);
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", name, Long.toString(pid())).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("kill " + name + " of " + this + " ended with " + exit);
        }
    }

    @Override
    public String toString() {
        return role.program() + "-" + number + " (" + pid() + ", " + fate + ")";
    }
}
