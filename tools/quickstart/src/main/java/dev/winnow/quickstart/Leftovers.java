package dev.winnow.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what an earlier quickstart left behind when it was killed: the processes named in its files of process ids. */
final class Leftovers {
    private static final long GRACE_SECONDS = 15;

    private final StateFolder state;

    Leftovers(StateFolder state) {
        this.state = state;
    }

    /** Ends them, daemons before servers, and returns the names of those that were still there. */
    List<String> end() {
        return Stack.ORDER.stream().filter(this::end).toList();
    }

    private boolean end(String name) {
        Path file = state.pidFile(name);
        Optional<ProcessHandle> process = state.read(file).filter(text -> text.matches("\\d{1,18}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid))).filter(handle -> isOurs(handle, name));
        process.ifPresent(Leftovers::end);
        state.forget(file);
        return process.isPresent();
    }

    /** A process id may have gone to another program since: the command line must name this very state folder. */
    private boolean isOurs(ProcessHandle process, String name) {
        ProcessHandle.Info info = process.info();
        String program = info.command().orElse("");
        String line = info.commandLine().orElse("");
        // Redis puts its address in the place of its arguments, but its program lies in the state folder.
        return process.isAlive()
                && (line.contains(DaemonCommand.mark(state, name)) || line.contains(state.data(name).toString())
                        || program.startsWith(state.of("servers").toString()));
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new QuickstartException(
                    "process " + process.pid() + " of an earlier quickstart cannot be ended: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartException("interrupted", e);
        }
    }
}
