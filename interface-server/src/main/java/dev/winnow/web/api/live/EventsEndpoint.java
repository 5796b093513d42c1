package dev.winnow.web.api.live;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code GET /events}. */
@RestController
class EventsEndpoint {
    private final EventStreams streams;

    EventsEndpoint(EventStreams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(HttpServletResponse response) {
        // Proxies that gather answers before they pass them on would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        return streams.open();
    }
}
