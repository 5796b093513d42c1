package dev.winnow.web.page.worker;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static dev.winnow.web.page.view.Samples.ago;
import static org.assertj.core.api.Assertions.assertThat;

class WorkerPageTest {
    @Test
    void aProcessThatLoadedAnEarlierGenerationIsMarked() {
        ProcessRow scheduler = new ProcessRow("a", "scheduler", "box", 4711, "1.0.0", "settled", true, 7L, "", 0, 0,
                8101,
                ago(90), ago(0));
        ProcessRow worker = new ProcessRow("b", "worker", "box", 4712, "1.0.0", "ready", false, 6L, "p0,p1", 16, 3,
                8102,
                ago(90), ago(0));
        String html = Rendering.page("workers", "worker/list", Map.of("processes",
                Part.good(List.of(ProcessView.of(scheduler, 7L, TIMES), ProcessView.of(worker, 7L, TIMES)))));
        assertThat(html).contains("leading", "p0,p1", "restart it to load that").containsOnlyOnce("status amber\"");
    }

    @Test
    void withoutAnyProcessThePageSaysWhatToStart() {
        assertThat(Rendering.page("workers-empty", "worker/list", Map.of("processes", Part.good(List.of()))))
                .contains("Start winnow scheduler");
    }
}
