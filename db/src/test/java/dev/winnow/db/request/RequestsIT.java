package dev.winnow.db.request;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestsIT {
    @Test
    void aRequestWaitsUntilTheSchedulerAnswersItOnce() {
        try (MigratedDatabase database = MigratedDatabase.fresh()) {
            Requests page = database.as(Account.INTERFACE, Requests.class);
            Requests scheduler = database.as(Account.SCHEDULER, Requests.class);
            long first = page.ask("schedule.pause", Map.of("name", "harvest"), "ann");
            long second = page.ask("plugins.publish", Map.of(), "ann");
            assertThat(page.answer(first)).isEmpty();
            assertThat(scheduler.unanswered(10)).extracting(Requests.Request::id).containsExactly(first, second);
            assertThat(scheduler.unanswered(1)).singleElement()
                    .isEqualTo(new Requests.Request(first, "schedule.pause", Map.of("name", "harvest"), "ann"));
            assertThat(scheduler.answer(first, "done", Map.of("message", "paused"), "s1")).isTrue();
            assertThat(scheduler.answer(first, "failed", Map.of("message", "late"), "s2")).isFalse();
            assertThat(page.answer(first)).contains(new Requests.Answer("done", Map.of("message", "paused")));
            assertThat(scheduler.unanswered(10)).hasSize(1);
        }
    }
}
