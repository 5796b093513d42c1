package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.ProbeMessage;
import dev.winnow.daemon.probe.ProbeWire;
import dev.winnow.daemon.probe.TrialRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process that tries plugins, as the scheduler sees it. For one thread at a time, but for {@link #close}. */
final class ProbeProcess implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    /** For the runtime of a language, which a slow machine takes long to start. */
    private static final Duration RUNTIME_PATIENCE = Duration.ofMinutes(2);
    private static final Duration DEATH_PATIENCE = Duration.ofSeconds(5);

    private final ProcessTree tree;
    private final OutputStream requests;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final LastWords words = new LastWords();
    private boolean used;

    private ProbeProcess(ProcessTree tree) {
        this.tree = tree;
        this.requests = tree.process().getOutputStream();
    }

    /** Starts one and waits until it is ready. */
    static ProbeProcess start(ProbeCommand command, List<String> prefix, Path folder)
            throws ProbeUnavailableException, InterruptedException {
        String token = ProbeWire.newToken();
        String mark = ProbeWire.newToken();
        ProbeProcess started;
        try {
            started = new ProbeProcess(new ProcessTree(command.start(prefix, folder, mark), mark));
        } catch (IOException e) {
            throw new ProbeUnavailableException("it cannot be started: " + e.getMessage());
        }
        try {
            started.listen(new ProbeWire(token));
            started.send(token);
            started.awaitReady();
            return started;
        } catch (InterruptedException | ProbeUnavailableException e) {
            started.close();
            throw e;
        }
    }

    private void listen(ProbeWire wire) {
        Process process = tree.process();
        Thread.ofPlatform().daemon().name("probe-answers").start(() -> read(process.getInputStream(), wire));
        Thread.ofPlatform().daemon().name("probe-log").start(() -> {
            try (InputStream in = process.getErrorStream()) {
                BoundedLines lines = new BoundedLines(in, 10_000);
                for (String line = lines.next(); line != null; line = lines.next()) {
                    words.add(line);
                }
            } catch (IOException e) {
                words.add("its log cannot be read: " + e.getMessage());
            }
        });
    }

    private void read(InputStream answers, ProbeWire wire) {
        try (answers) {
            BoundedLines lines = new BoundedLines(answers, ProbeWire.LONGEST);
            for (String line = lines.next(); line != null; line = lines.next()) {
                Optional<ProbeMessage> message = wire.read(line);
                message.ifPresent(told -> events.add(new Event(told)));
                if (message.isEmpty()) {
                    words.add(line);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            words.add("its answers cannot be understood: " + e.getMessage());
        } finally {
            events.add(new Event(null));
        }
    }

    private void awaitReady() throws ProbeUnavailableException, InterruptedException {
        Event event = events.poll(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            throw new ProbeUnavailableException("it was not ready after " + START_PATIENCE.toSeconds() + " s");
        }
        if (!(event.message() instanceof ProbeMessage.Ready)) {
            tree.process().waitFor(DEATH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            throw new ProbeUnavailableException("it ended before it was ready: " + String.join(" | ", words.all()));
        }
    }

    /** The process id. */
    long pid() {
        return tree.process().pid();
    }

    /** Whether a plugin was tried in it before. */
    boolean isUsed() {
        return used;
    }

    /**
     * Has a plugin tried.
     *
     * @param patience for the answer, once the plugin's language is started
     * @param loading called when it is
     */
    Outcome ask(TrialRequest request, Duration patience, Runnable loading) throws InterruptedException {
        used = true;
        send(ProbeWire.write(request));
        Duration left = RUNTIME_PATIENCE;
        while (true) {
            Event event = events.poll(left.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                close();
                return new Outcome.Late(left);
            }
            switch (event.message()) {
                case ProbeMessage.Loading started when started.number() == request.number() -> {
                    left = patience;
                    loading.run();
                }
                case ProbeMessage.Tried tried when tried.number() == request.number() -> {
                    return new Outcome.Answered(tried);
                }
                case ProbeMessage.Failed failed when failed.number() == request.number() -> {
                    return new Outcome.Failed(failed.why());
                }
                case ProbeMessage.Ending ending -> {
                    return died(Optional.of(ending));
                }
                case null -> {
                    return died(Optional.empty());
                }
                case ProbeMessage.Ready out -> words.add("said twice that it is ready");
                case ProbeMessage.Loading out -> words.add("answered to what it was not asked");
                case ProbeMessage.Failed out -> words.add("answered to what it was not asked");
                case ProbeMessage.Tried out -> words.add("answered to what it was not asked");
            }
        }
    }

    private Outcome died(Optional<ProbeMessage.Ending> ending) throws InterruptedException {
        // A plugin's shutdown hook may hold it up: it had its time.
        boolean ended = tree.process().waitFor(DEATH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        int exit = ended ? tree.process().exitValue() : 0;
        close();
        return new Outcome.Died(exit, ending, words);
    }

    private void send(String line) {
        try {
            requests.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException e) {
            // It is dead, which its answers tell.
            words.add("it takes no request: " + e.getMessage());
        }
    }

    /** Kills it with all that it started. */
    @Override
    public void close() {
        tree.kill();
    }

    /** What it said; null when it says no more. */
    private record Event(@Nullable ProbeMessage message) {
    }
}
