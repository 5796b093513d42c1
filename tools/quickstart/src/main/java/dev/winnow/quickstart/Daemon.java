package dev.winnow.quickstart;

import dev.winnow.embedded.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A daemon in a JVM of its own. */
final class Daemon implements Service {
    /** The exit value of a process that SIGKILL ended. */
    private static final int KILLED = 137;

    private final String name;
    private final int managementPort;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path log;
    private boolean stopped;
    private @Nullable ChildProcess process;

    /**
     * A daemon that has not been started.
     *
     * @param managementPort where its health answers
     * @param environment what it gets besides, or in place of, what this process has; empty values take away
     * @param folder its working folder
     */
    Daemon(String name, int managementPort, List<String> command, Map<String, String> environment, Path folder,
            Path log) {
        this.name = name;
        this.managementPort = managementPort;
        this.command = command;
        this.environment = environment;
        this.folder = folder;
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    int managementPort() {
        return managementPort;
    }

    @Override
    public synchronized void start() {
        if (stopped) {
            throw new QuickstartException(name + " is being stopped");
        }
        process = ChildProcess.start(name, command, environment, folder, log);
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return running().onExit();
    }

    /** Whether it was ended by force, and not at its own pace; for one that has ended, or has never been started. */
    boolean wasKilled() {
        ChildProcess last;
        synchronized (this) {
            last = process;
        }
        return last != null && last.onExit().join() == KILLED;
    }

    /** The end of its log. */
    String tail() {
        return running().tail();
    }

    @Override
    public void stop(Duration grace) {
        ChildProcess last;
        synchronized (this) {
            stopped = true;
            last = process;
        }
        if (last != null) {
            last.stop(grace);
        }
    }

    private synchronized ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return process;
    }
}
