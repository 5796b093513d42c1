package dev.winnow.bench.jobs;

import dev.winnow.embedded.EmbeddedRedis;
import java.io.IOException;

/** What Redis does when nothing is asked of it but one command, by 50 connections with 16 commands each under way. */
interface RawRedis {
    int CONNECTIONS = 50;
    int PIPELINE = 16;

    /** By {@code redis-benchmark} where it is installed, else by a client of our own of the same shape. */
    static RawRedis of(EmbeddedRedis server) {
        return RedisBenchmark.isInstalled() ? new RedisBenchmark(server.port()) : new PipeliningClient(server.port());
    }

    /** What it is called in figures. */
    String tool();

    /** How often a second the server answers this command; it is sent so often in all. */
    double perSecond(int times, String... command) throws IOException, InterruptedException;

    /** Pushes a second, each of 3 bytes to the same list. */
    default double pushes(int times) throws IOException, InterruptedException {
        return perSecond(times, "LPUSH", "raw:waiting", "xxx");
    }

    /** Pairs of LMOVE and LREM a second; the elements must have been pushed. */
    default double pairs(int times) throws IOException, InterruptedException {
        double moves = perSecond(times, "LMOVE", "raw:waiting", "raw:running", "RIGHT", "LEFT");
        double removals = perSecond(times, "LREM", "raw:running", "1", "xxx");
        return 1 / (1 / moves + 1 / removals);
    }
}
