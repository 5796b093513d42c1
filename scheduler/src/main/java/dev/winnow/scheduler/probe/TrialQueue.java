package dev.winnow.scheduler.probe;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Tries plugins one after the other. One that takes long is left to its process, while the next ones are tried in
 * another: ten good plugins do not wait for one that never ends. For one thread.
 */
final class TrialQueue implements AutoCloseable {
    private static final Duration HEAD_START = Duration.ofSeconds(3);
    private static final int MOST_AT_ONCE = 4;

    private final Prober prober;
    private final BiConsumer<MaterialisedPlugin, Verdict> done;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0)
            .factory());
    private final Map<String, Slow> slow = new LinkedHashMap<>();

    /** @param done is told each verdict, on the thread that calls this queue */
    TrialQueue(Prober prober, BiConsumer<MaterialisedPlugin, Verdict> done) {
        this.prober = prober;
        this.done = done;
    }

    /** Has it tried; returns with its verdict told, or while it is still being tried. */
    void add(MaterialisedPlugin plugin, List<MaterialisedPlugin> needed) throws InterruptedException {
        if (slow.size() == MOST_AT_ONCE) {
            await(Set.of(slow.keySet().iterator().next()));
        }
        CountDownLatch begun = new CountDownLatch(1);
        Future<Verdict> verdict = threads.submit(() -> {
            try {
                return prober.probe(plugin, needed, begun::countDown);
            } finally {
                begun.countDown();
            }
        });
        begun.await();
        try {
            done.accept(plugin, verdict.get(HEAD_START.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            slow.put(plugin.name(), new Slow(plugin, verdict));
        } catch (ExecutionException e) {
            throw failed(plugin, e);
        }
    }

    /** Waits for these, where they are still being tried. */
    void await(Set<String> names) throws InterruptedException {
        for (String name : names) {
            Optional<Slow> waiting = Optional.ofNullable(slow.remove(name));
            if (waiting.isPresent()) {
                Slow one = waiting.get();
                try {
                    done.accept(one.plugin(), one.verdict().get());
                } catch (ExecutionException e) {
                    throw failed(one.plugin(), e);
                }
            }
        }
    }

    /** Waits for all. */
    void awaitAll() throws InterruptedException {
        await(Set.copyOf(slow.keySet()));
    }

    private static IllegalStateException failed(MaterialisedPlugin plugin, ExecutionException e) {
        return new IllegalStateException("plugin '" + plugin.name() + "' could not be tried: " + e.getCause(), e);
    }

    /** Gives up what is still being tried. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private record Slow(MaterialisedPlugin plugin, Future<Verdict> verdict) {
    }
}
