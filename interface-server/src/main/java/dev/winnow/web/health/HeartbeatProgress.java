package dev.winnow.web.health;

import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.progress.Progress;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The one loop of an interface server: its heartbeat to MySQL. */
@Component
class HeartbeatProgress implements Progress {
    private final ProcessRegistration registration;

    HeartbeatProgress(ProcessRegistration registration) {
        this.registration = registration;
    }

    @Override
    public Duration idle() {
        return registration.idle();
    }
}
