package dev.winnow.quickstart;

import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** An embedded server as a service. */
record Server(String name, Runnable starter, LongSupplier process, Supplier<CompletableFuture<Integer>> exit,
        Consumer<Duration> stopper) implements Service {
    static Server of(EmbeddedMariaDb server) {
        return new Server("mariadb", server::start, server::pid, server::onExit, server::close);
    }

    static Server of(EmbeddedRedis server) {
        return new Server("redis", server::start, server::pid, server::onExit, server::close);
    }

    @Override
    public void start() {
        starter.run();
    }

    @Override
    public long pid() {
        return process.getAsLong();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return exit.get();
    }

    @Override
    public void stop(Duration grace) {
        stopper.accept(grace);
    }
}
