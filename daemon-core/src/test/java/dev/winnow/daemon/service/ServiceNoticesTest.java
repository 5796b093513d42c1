package dev.winnow.daemon.service;

import dev.winnow.daemon.health.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceNoticesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private final AtomicReference<String> state = new AtomicReference<>("loading");
    private final AtomicReference<Duration> idle = new AtomicReference<>(Duration.ZERO);
    private ServiceManagerInTest systemd;
    private ServiceNotices notices;

    @BeforeEach
    void start() throws Exception {
        Path path = folder.resolve("notify");
        systemd = new ServiceManagerInTest(path);
        notices = new ServiceNotices(ServiceManager.of(Map.of(ServiceManager.SOCKET, path.toString())::get, folder),
                new Watchdog(PATIENCE), new Changing(), List.of(() -> Duration.ZERO, idle::get), () -> "2 plugins",
                Duration.ofSeconds(90), System::nanoTime);
        notices.start();
    }

    @AfterEach
    void stop() throws Exception {
        notices.stop();
        systemd.close();
    }

    @Test
    void readyIsToldOnceAndOnlyWhenItIsSo() throws Exception {
        assertThat(systemd.until("STATUS=Not ready: loading")).doesNotContain("READY=1");
        state.set("polling");
        assertThat(systemd.until("READY=1")).contains("STATUS=Ready: polling; 2 plugins");
        state.set("loading");
        systemd.until("STATUS=Not ready: loading");
        state.set("polling");
        assertThat(systemd.until("STATUS=Ready")).doesNotContain("READY=1");
    }

    @Test
    void noSignOfLifeIsGivenBeforeItIsReadySinceTheFirstOneBeginsTheWatch() throws Exception {
        assertThat(systemd.within(PATIENCE)).isNotEmpty().doesNotContain("WATCHDOG=1");

        idle.set(PATIENCE);
        state.set("polling");
        assertThat(systemd.until("READY=1")).doesNotContain("WATCHDOG=1");
        idle.set(Duration.ZERO);
        systemd.until("WATCHDOG=1");
    }

    @Test
    void signsOfLifeStopWhileOneLoopStandsStillAndComeAgainAfter() throws Exception {
        state.set("polling");
        systemd.until("READY=1");
        systemd.until("WATCHDOG=1");

        idle.set(PATIENCE);
        systemd.within(Duration.ofSeconds(2));
        assertThat(systemd.within(PATIENCE)).doesNotContain("WATCHDOG=1");

        idle.set(Duration.ofMillis(10));
        systemd.until("WATCHDOG=1");
    }

    @Test
    void anUnchangedDaemonSaysNothingButThatItLives() throws Exception {
        state.set("polling");
        systemd.until("READY=1");

        assertThat(systemd.within(PATIENCE)).isNotEmpty().containsOnly("WATCHDOG=1");
    }

    @Test
    void aStopIsToldAndItsTimeAskedFor() throws Exception {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            notices.onApplicationEvent(new ContextClosedEvent(context));
        }

        assertThat(systemd.until("EXTEND_TIMEOUT_USEC")).contains("STOPPING=1", "EXTEND_TIMEOUT_USEC=90000000");
    }

    private final class Changing implements Readiness {
        @Override
        public boolean isReady() {
            return reason().equals("polling");
        }

        @Override
        public String reason() {
            return state.get();
        }
    }
}
