package dev.winnow.web.api;

import dev.winnow.db.job.JobQueries;
import dev.winnow.db.people.Role;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.TestServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs, queues and schedules over the API, on the real ledger and the real queue. */
class JobsIT {
    private static TestServer server;
    private static Browser operator;

    @BeforeAll
    static void start() {
        server = TestServer.started();
        operator = server.script(Role.OPERATOR);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aWorkerLives() {
        LiveWorker.says(server, "harvest.all", "harvest.region", "compliance.all");
        TestServer.await("the types are known",
                () -> !operator.get("/api/v1/jobs/types").json().path("items").isEmpty());
    }

    @Test
    void allOptionsReachTheLedger() {
        Call made = operator.post("/api/v1/jobs", """
            {"type": "harvest.region", "priority": "p1", "args": {"region": "eu-1"}, "uniqueKey": "eu-1",
             "delay": "1h", "expiresAfter": "2h", "deadline": "90s", "concurrency": {"key": "eu-1", "most": 2},
             "rate": {"key": "eu", "most": 10, "per": "1m"}}""");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonNode job = made.json();
        assertThat(job.path("uniqueKey").asString()).isEqualTo("eu-1");
        assertThat(job.path("deadlineSeconds").asInt()).isEqualTo(90);
        assertThat(job.path("availableAt").asString()).isGreaterThan(job.path("createdAt").asString());
        JsonNode explained = explain(job.path("id").asString());
        assertThat(explained.path("causes").get(0).path("code").asString()).isEqualTo("delayed");
        assertThat(explained.path("limits").size()).isEqualTo(2);
        assertThat(explained.path("facts").toString()).contains("Expires unless started before");
        JsonNode same = operator.post("/api/v1/jobs", "{\"type\":\"harvest.region\",\"uniqueKey\":\"eu-1\"}").json();
        assertThat(same.path("id")).isEqualTo(job.path("id"));
    }

    @Test
    void anIdempotencyKeyMakesTheSameRequestTheSameJob() {
        String body = "{\"type\":\"harvest.all\"}";
        JsonNode first = operator.post("/api/v1/jobs", body, "Idempotency-Key", "once").json();
        JsonNode again = operator.post("/api/v1/jobs", body, "Idempotency-Key", "once").json();
        JsonNode field = operator.post("/api/v1/jobs", "{\"type\":\"harvest.all\",\"idempotencyKey\":\"once\"}").json();
        JsonNode another = operator.post("/api/v1/jobs", body, "Idempotency-Key", "twice").json();

        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(field.path("id")).isEqualTo(first.path("id"));
        assertThat(another.path("id")).isNotEqualTo(first.path("id"));
        assertThat(operator.post("/api/v1/jobs", "{\"type\":\"harvest.all\",\"idempotencyKey\":\"a\"}",
                "Idempotency-Key", "b").detail()).contains("are not the same");
    }

    @Test
    void anUnknownTypeIsRefusedWithTheNearestUnlessItIsForced() {
        assertThat(operator.post("/api/v1/jobs", "{\"type\":\"harvest.regoin\"}")).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.detail()).contains("no live worker has a handler for job type 'harvest.regoin'",
                    "did you mean 'harvest.region'?", "force");
        });
        assertThat(operator.post("/api/v1/jobs", "{\"type\":\"harvest.regoin\",\"force\":true}").status())
                .isEqualTo(201);
        assertThat(operator.get("/api/v1/jobs/types").json().path("items").valueStream()
                .map(type -> type.path("name").asString())).containsExactly("compliance.all", "harvest.all",
                        "harvest.region");
    }

    @Test
    void whileNoWorkerLivesNobodyCanSayWhichTypesThereAre() {
        LiveWorker.goes(server);
        TestServer.await("the types are forgotten", () -> operator.get("/api/v1/jobs/types").json().path("items")
                .isEmpty());

        String id = operator.post("/api/v1/jobs", "{\"type\":\"anything\"}").json().path("id").asString();

        assertThat(explain(id).path("causes").valueStream().map(cause -> cause.path("code").asString()))
                .contains("no-worker");
        assertThat(explain(id).path("summary").asString()).contains("No scheduler leads");
    }

    @Test
    void manyJobsAreAskedForAtOnceAllOrNone() {
        JsonNode many = operator.post("/api/v1/jobs/batch", """
            {"jobs": [{"type": "harvest.all", "priority": "p2"}, {"type": "harvest.region"}]}""").json();
        assertThat(many.path("jobs").size()).isEqualTo(2);
        assertThat(many.path("batch").isNull()).isTrue();

        int before = jobs("harvest.all");
        Call wrong = operator.post("/api/v1/jobs/batch", """
            {"jobs": [{"type": "harvest.all"}, {"type": "harvst.all"}, {"type": "harvest.all", "deadline": "0s"}]}""");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactly("jobs[1].type", "jobs[2].deadline");
        assertThat(jobs("harvest.all")).isEqualTo(before);
    }

    @Test
    void aBatchHasACompletionThatWaitsForItAndAChainGoesStepByStep() {
        JsonNode batch = operator.post("/api/v1/jobs/batch", """
            {"jobs": [{"type": "harvest.region"}, {"type": "harvest.region"}],
             "completion": {"type": "compliance.all", "priority": "p1"}}""").json();
        JsonNode explained = explain(batch.path("completion").asString());
        assertThat(explained.path("summary").asString()).isEqualTo("It starts when all jobs of batch "
                + batch.path("batch").asString() + " are finished: 0 of 2 are.");

        JsonNode chain = operator.post("/api/v1/jobs/chain",
                "{\"jobs\": [{\"type\": \"harvest.all\"}, {\"type\": \"compliance.all\"}]}").json().path("jobs");
        assertThat(explain(chain.get(1).asString()).path("summary").asString()).isEqualTo("It follows job "
                + chain.get(0).asString()
                + " and starts when that has succeeded: that one (harvest.all) is requested.");
    }

    @Test
    void anOversizedOrHostileBatchIsRefused() {
        String jobs = String.join(",", IntStream.range(0, 10_001).mapToObj(i -> "{\"type\":\"harvest.all\"}").toList());
        assertThat(operator.post("/api/v1/jobs/batch", "{\"jobs\":[" + jobs + "]}").detail())
                .contains("1 to 10000 jobs, got 10001");
        assertThat(operator.post("/api/v1/jobs/batch", "{\"jobs\":[\"" + "x".repeat(9 << 20) + "\"]}").status())
                .isEqualTo(413);
        assertThat(operator.post("/api/v1/jobs/chain", "{\"jobs\":[]}").status()).isEqualTo(422);
        assertThat(operator.post("/api/v1/jobs/chain", "{\"jobs\":[null]}").detail()).contains("must not contain null");
    }

    @Test
    void whatFitsIsCountedFirstAndOnlyThatIsCalledOff() throws Exception {
        for (int i = 0; i < 3; i++) {
            operator.post("/api/v1/jobs", "{\"type\":\"sweep.me\",\"force\":true}");
        }
        JsonNode counted = operator.post("/api/v1/jobs/cancel", "{\"type\":\"sweep.me\"}").json();
        assertThat(counted.path("jobs").asInt()).isEqualTo(3);
        assertThat(counted.path("outcome").asString()).isEqualTo("counted");
        String newer = operator.post("/api/v1/jobs", "{\"type\":\"sweep.me\",\"force\":true}").json().path("id")
                .asString();

        List<String> asked = new ArrayList<>();
        try (FakeScheduler scheduler = new FakeScheduler(server, request -> {
            asked.add(request.kind() + request.arguments());
            return "done";
        })) {
            Call swept = operator.post("/api/v1/jobs/cancel",
                    "{\"type\":\"sweep.me\",\"upTo\":\"" + counted.path("upTo").asString() + "\"}");
            assertThat(swept.status()).isEqualTo(200);
            assertThat(swept.json().path("jobs").asInt()).isEqualTo(3);
        }

        assertThat(asked).hasSize(1).first().asString().startsWith("jobs.cancel{ids=[").doesNotContain(newer);
        assertThat(server.script(Role.ADMIN).get("/api/v1/audit").body()).contains("job.cancel-many", "sweep.me");
        assertThat(operator.post("/api/v1/jobs/cancel", "{}").detail()).contains("At least one of");
        assertThat(operator.post("/api/v1/jobs/cancel", "{\"state\":\"failed\"}").detail()).contains("not finished");
        assertThat(operator.post("/api/v1/jobs/cancel", "{\"type\":\"sweep.me\",\"upTo\":\"x\"}").status())
                .isEqualTo(400);
    }

    @Test
    void whatTheQueueHoldsIsExplainedByIt() {
        JobQueue queue = server.bean(JobQueue.class);
        queue.push(List.of(JobEnvelope.first(101, "harvest.region", Priority.P1)));
        long id = Long.parseLong(operator.post("/api/v1/jobs", "{\"type\":\"harvest.region\",\"priority\":\"p1\"}")
                .json().path("id").asString());
        queue.push(List.of(JobEnvelope.first(id, "harvest.region", Priority.P1)));
        assertThat(explain(id).path("queue").path("presence").asString()).isEqualTo("waiting");
        assertThat(explain(id).path("queue").path("position").asInt()).isEqualTo(1);
        queue.pause(Set.of(Priority.P1), true);
        try {
            assertThat(explain(id).path("causes").toString()).contains("Queue p1 is paused");
            assertThat(operator.get("/api/v1/queues").json().path("items").get(1).path("paused").asBoolean()).isTrue();
        } finally {
            queue.pause(Set.of(Priority.P1), false);
        }

        queue.claim(LiveWorker.ID, Set.of(Priority.P1), 10, Duration.ofMinutes(1));

        JsonNode running = explain(id);
        assertThat(running.path("summary").asString()).startsWith("Attempt 1 runs on worker box (process 42)")
                .contains("Its lease lasts until");
        assertThat(running.path("queue").path("owner").asString()).isEqualTo(LiveWorker.ID);
        queue.cancel(List.of(id));
        assertThat(explain(id).path("causes").get(0).path("code").asString()).isEqualTo("cancelling");
    }

    @Test
    void lanesArePausedByTheSchedulerAndTheEventIsOnRecord() throws Exception {
        List<String> asked = new ArrayList<>();
        try (FakeScheduler scheduler = new FakeScheduler(server, request -> {
            asked.add(request.kind() + request.arguments());
            return "done";
        })) {
            assertThat(operator.post("/api/v1/queues/p2/pause", "").status()).isEqualTo(200);
            assertThat(operator.post("/api/v1/queues/p2/resume", "").status()).isEqualTo(200);
        }
        assertThat(asked).containsExactly("queue.pause{priority=p2}", "queue.resume{priority=p2}");
        assertThat(operator.post("/api/v1/queues/p3/pause", "").detail()).contains("there are p0, p1 and p2");
        assertThat(server.script(Role.VIEWER).post("/api/v1/queues/p2/pause", "").status()).isEqualTo(403);
        assertThat(server.script(Role.ADMIN).get("/api/v1/audit").body()).contains("queue.pause", "queue:p2");
    }

    @Test
    void lanesSayHowTheyStandAndDeadLettersAreListed() {
        JsonNode lane = operator.get("/api/v1/queues").json().path("items").get(2);
        assertThat(lane.path("priority").asString()).isEqualTo("p2");
        assertThat(lane.path("delayed").asInt()).isZero();
        assertThat(lane.has("drainSeconds") && lane.has("workersNeeded") && lane.has("inPerMinute")).isTrue();
        assertThat(operator.get("/api/v1/queues/dead-letters").body()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void schedulesArePagedFilteredAndSayWhenTheyTickNext() {
        List<ScheduleDefinition> declared = IntStream.range(0, 120).mapToObj(i -> new ScheduleDefinition(
                "many.%03d".formatted(i), "harvest.region", Priority.P2, i == 7 ? "0 30 4 * * *" : null,
                i == 7 ? null : Duration.ofMinutes(15), ZoneOffset.UTC, Duration.ZERO, Map.of(),
                ScheduleDefinition.CatchUp.FIRE_ONCE, ScheduleDefinition.Overlap.SKIP)).toList();
        ScheduleStore store = server.as(Account.SCHEDULER, ScheduleStore.class);
        store.declare(Map.of("built-in", declared));
        store.pause("many.003", true);

        JsonNode first = operator.get("/api/v1/schedules?limit=100").json();
        JsonNode second = operator.get("/api/v1/schedules?limit=100&cursor=" + first.path("next").asString()).json();
        assertThat(first.path("items").size()).isEqualTo(100);
        assertThat(second.path("items").size()).isEqualTo(20);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(operator.get("/api/v1/schedules?q=NY.01").json().path("items").size()).isEqualTo(10);
        assertThat(operator.get("/api/v1/schedules?state=paused").json().path("items").get(0).path("name").asString())
                .isEqualTo("many.003");
        assertThat(operator.get("/api/v1/schedules?q=%25").json().path("items").isEmpty()).isTrue();
        assertThat(operator.get("/api/v1/schedules?origin=nobody").json().path("items").isEmpty()).isTrue();
        assertThat(operator.get("/api/v1/schedules?state=odd").detail()).contains("must be one of on, paused");
        JsonNode daily = operator.get("/api/v1/schedules/many.007").json();
        assertThat(daily.path("nextTicks").size()).isEqualTo(5);
        assertThat(daily.path("nextTicks").get(4).asString()).endsWith("T04:30:00Z");
    }

    @Test
    void childrenAreListedAndAnUnknownJobHasNone() {
        String id = operator.post("/api/v1/jobs", "{\"type\":\"harvest.all\"}").json().path("id").asString();
        assertThat(operator.get("/api/v1/jobs/" + id + "/children").body()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(operator.get("/api/v1/jobs/1/children").status()).isEqualTo(404);
        assertThat(operator.get("/api/v1/jobs/1/explain").status()).isEqualTo(404);
        assertThat(operator.get("/api/v1/jobs/x/explain").status()).isEqualTo(400);
    }

    private static JsonNode explain(Object id) {
        return operator.get("/api/v1/jobs/" + id + "/explain").json();
    }

    private static int jobs(String type) {
        return server.bean(JobQueries.class).latest(null, null, type, null, 1000).size();
    }
}
