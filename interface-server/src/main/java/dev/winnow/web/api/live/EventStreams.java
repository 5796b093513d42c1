package dev.winnow.web.api.live;

import dev.winnow.web.service.OverviewService;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Open streams, each served by a thread of its own so that a slow reader holds up nobody. The overview is read every
 * 2 s while there is a stream. A stream ends after ten minutes: the browser comes again, and is asked who it is.
 */
@Component
class EventStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MAX_STREAMS = 200;
    static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final OverviewService overview;
    private final JsonMapper mapper;
    private final AtomicInteger open = new AtomicInteger();
    private volatile Newest newest = new Newest();
    private volatile @Nullable ScheduledExecutorService reader;

    EventStreams(OverviewService overview, JsonMapper mapper) {
        this.overview = overview;
        this.mapper = mapper;
    }

    /** Opens a stream, which begins with how things stand. */
    SseEmitter open() {
        if (open.incrementAndGet() > MAX_STREAMS) {
            open.decrementAndGet();
            throw RefusedException.unavailable("More than " + MAX_STREAMS + " pages are live already.");
        }
        // A little longer than the thread goes on, so that it is the thread which ends the stream.
        SseEmitter emitter = new SseEmitter(LIFETIME.plus(HEARTBEAT).toMillis());
        Newest source = newest;
        Thread.ofVirtual().name("events").start(() -> {
            try {
                serve(emitter, source);
            } finally {
                open.decrementAndGet();
            }
        });
        return emitter;
    }

    private void serve(SseEmitter emitter, Newest source) {
        long version = 0;
        long end = System.nanoTime() + LIFETIME.toNanos();
        try {
            emitter.send(SseEmitter.event().reconnectTime(EVERY.toMillis()).comment("open"));
            while (!source.isClosed() && System.nanoTime() < end) {
                Newest.Versioned event = source.await(version, HEARTBEAT);
                if (event == null) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    version = event.version();
                    emitter.send(SseEmitter.event().name("overview").data(event.data(), MediaType.TEXT_PLAIN));
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A reader of live numbers has gone ({}).", Shown.message(e));
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    private void read() {
        if (open.get() == 0) {
            return;
        }
        try {
            newest.put(mapper.writeValueAsString(OverviewEvent.of(overview.overview(1))));
        } catch (RuntimeException e) {
            LOG.warn("Live numbers could not be read ({}); pages keep the last ones.", Shown.message(e));
        }
    }

    @Override
    public synchronized void start() {
        newest = new Newest();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("live-numbers").factory());
        started.scheduleWithFixedDelay(this::read, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        reader = started;
    }

    /** Before the web server stops, which would wait for the streams. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = reader;
        reader = null;
        if (running != null) {
            running.shutdownNow();
        }
        newest.close();
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }
}
