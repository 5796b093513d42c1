package dev.winnow.web.page.queue;

import dev.winnow.daemon.queue.LaneForecast;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.DeadLetter;
import dev.winnow.queue.LaneStatus;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static dev.winnow.web.page.view.Samples.ago;
import static org.assertj.core.api.Assertions.assertThat;

class QueuePagesTest {
    private static final List<Crumb> CRUMBS = List.of(new Crumb("Jobs", "/jobs"));

    @Test
    void lanesShowWhatWaitsHowItMovesAndWhatItTakesToDrainThem() {
        String html = Rendering.page("queues", "queue/list", model(Part.good(List.of(
                LaneView.of(lane(Priority.P0, 0, false), null),
                LaneView.of(lane(Priority.P1, 40, true),
                        new LaneForecast(Priority.P1, 3.25, 0, null, 1)),
                LaneView.of(lane(Priority.P2, 120_000, false),
                        new LaneForecast(Priority.P2, 60, 1260, Duration.ofSeconds(6000), 9)))),
                List.of()));

        assertThat(html).contains("nothing waits", "Paused", ">3.3<", ">1260<", ">1 h<", ">9<", "Resume queue p1",
                "Pause queue p2", "data-confirm=\"Pause queue p2? None of its 120000 waiting jobs",
                "Nothing was set aside");
    }

    @Test
    void aLaneThatGrowsIsNeverDrainedAtThisPace() {
        assertThat(LaneView.of(lane(Priority.P2, 5, false), new LaneForecast(Priority.P2, 100, 10, null, 3)).drain())
                .isEqualTo("not at this pace");
    }

    @Test
    void aViewerCannotPause() {
        assertThat(Rendering.page("queues-viewer", "queue/list",
                model(Part.good(List.of(LaneView.of(lane(Priority.P0, 1, false), null))), List.of()), "viewer"))
                .doesNotContain(">Pause<");
    }

    @Test
    void withoutRedisThePageSaysSoAndStands() {
        String html = Rendering.page("queues-no-redis", "queue/list",
                model(new Part<>(null, "Redis does not answer"), List.of()));
        assertThat(html).contains("Redis does not answer", "<h2 id=\"dead-letters\">");
    }

    @Test
    void deadLettersShowBytesThatAreNoTextAsTheyAre() {
        DeadLetter odd = new DeadLetter(ago(3), "p1", "malformed", null, new byte[]{'<', 0, 'b', (byte) 0xff, '"'});
        DeadLetter lost = new DeadLetter(ago(9), "p0", "crashed", 12L,
                "x".repeat(5_000).getBytes(StandardCharsets.UTF_8));
        String html = Rendering.page("queues-dead", "queue/list",
                model(Part.good(List.of(LaneView.of(lane(Priority.P0, 1, false), null))), List.of(odd, lost)));
        assertThat(html).contains("&lt;\\x00b\\xff&quot;", "It cannot be read.", "/console/jobs/12", ">5000<")
                .doesNotContain("x".repeat(2_001));
    }

    private static Map<String, Object> model(Part<?> lanes, List<DeadLetter> letters) {
        return Map.of("crumbs", CRUMBS, "lanes", lanes, "deadLetters",
                Part.good(letters.stream().map(letter -> DeadLetterView.of(letter, TIMES)).toList()));
    }

    private static LaneStatus lane(Priority priority, long depth, boolean paused) {
        return new LaneStatus(priority, depth, 3, 2, Duration.ofSeconds(depth), paused, 0, 0);
    }
}
