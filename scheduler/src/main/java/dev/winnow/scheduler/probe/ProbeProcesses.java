package dev.winnow.scheduler.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The processes of one look at the sources; none is started before it is needed, and none outlives the look. */
final class ProbeProcesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeProcesses.class);

    private final ProbeCommand command;
    private final List<ProbeProcess> all = new ArrayList<>();
    private final Deque<ProbeProcess> idle = new ArrayDeque<>();
    private List<String> prefix = List.of();
    private @Nullable Path folder;
    private @Nullable String unavailable;

    ProbeProcesses(ProbeCommand command) {
        this.command = command;
    }

    /** One that is idle, or a fresh one. After one could not be started, none is tried in this look. */
    synchronized ProbeProcess take(boolean fresh) throws ProbeUnavailableException, InterruptedException {
        if (unavailable != null) {
            throw new ProbeUnavailableException(unavailable);
        }
        ProbeProcess waiting = fresh ? null : idle.poll();
        if (waiting != null) {
            return waiting;
        }
        try {
            if (all.isEmpty()) {
                prefix = Isolation.prefix();
            }
            ProbeProcess started = ProbeProcess.start(command, prefix,
                    Files.createDirectories(folder().resolve(String.valueOf(
                            all.size()))));
            all.add(started);
            return started;
        } catch (IOException e) {
            unavailable = "its folder cannot be made: " + e.getMessage();
        } catch (ProbeUnavailableException e) {
            unavailable = e.getMessage();
        }
        LOG.warn("The process that tries new plugins is not there, so they are published untried: {}", unavailable);
        throw new ProbeUnavailableException(String.valueOf(unavailable));
    }

    /** Takes one back that is fit for another plugin. */
    synchronized void giveBack(ProbeProcess process) {
        idle.push(process);
    }

    /** How many were started. */
    synchronized int started() {
        return all.size();
    }

    /** The folder of this look. */
    synchronized Path folder() throws IOException {
        Path made = folder;
        if (made == null) {
            made = Files.createTempDirectory("winnow-probe-");
            folder = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        all.forEach(ProbeProcess::close);
        if (folder != null) {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                LOG.warn("The temporary folder {} could not be deleted; it may be deleted by hand: {}", folder,
                        e.toString());
            }
        }
    }
}
