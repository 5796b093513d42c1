package dev.winnow.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a daemon says that it is ready. */
final class Readiness {
    /** So many endings while starting are no accident. */
    private static final int TOO_MANY_ENDINGS = 3;
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient http;
    private final Supervisor supervisor;
    private final Duration atMost;

    Readiness(HttpClient http, Supervisor supervisor, Duration atMost) {
        this.http = http;
        this.supervisor = supervisor;
        this.atMost = atMost;
    }

    /**
     * Returns when the daemon is ready.
     *
     * @throws QuickstartException if it keeps ending or takes too long
     */
    void await(Daemon daemon) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isReady(daemon)) {
            if (supervisor.endings(daemon) >= TOO_MANY_ENDINGS) {
                throw failed(daemon, "ends again and again while it starts");
            }
            if (System.nanoTime() > deadline) {
                throw failed(daemon, "has not become ready within " + atMost.toSeconds() + " s");
            }
            pause(daemon);
        }
    }

    /** A quarter of a second, and less if the daemon ends. */
    private static void pause(Daemon daemon) throws InterruptedException {
        try {
            daemon.onExit().get(250, TimeUnit.MILLISECONDS);
            TimeUnit.MILLISECONDS.sleep(250);
        } catch (TimeoutException stillRunning) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a process's end cannot fail", e);
        }
    }

    private boolean isReady(Daemon daemon) throws InterruptedException {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + daemon.managementPort() + "/health/ready"))
                .timeout(ONE_ANSWER).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static QuickstartException failed(Daemon daemon, String what) {
        return new QuickstartException(daemon.name() + " " + what + "; the end of its log:\n" + daemon.tail());
    }
}
