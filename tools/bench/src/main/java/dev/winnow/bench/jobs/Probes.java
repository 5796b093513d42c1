package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Figures;
import dev.winnow.db.job.JobDispatch;
import dev.winnow.db.job.NewJob;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** High jobs that tell when they started, made one by one. */
final class Probes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JobPayload PAYLOAD = new JobPayload("{}", "bench", "user:bench", null, null, false, false);

    private final Suite suite;
    private final JobDispatch ledger;
    private final Map<Long, Long> askedAt = new HashMap<>();

    Probes(Suite suite) {
        this.suite = suite;
        this.ledger = suite.database().as(Account.SCHEDULER, JobDispatch.class);
    }

    /** Writes rows as the scheduler does and pushes them, with a pause before each; the clock starts with the push. */
    void push(int times, Duration pause) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            long id = ledger.enqueue(List.of(new NewJob(JobRequest.of(StampPlugin.TYPE, Priority.P0, Map.of()),
                    "user:bench", null, "bench")), null).getFirst().id();
            askedAt.put(id, StampPlugin.nowMicros());
            suite.queue().push(List.of(new JobEnvelope(id, StampPlugin.TYPE, Priority.P0, 1, 0, 0, PAYLOAD)));
        }
    }

    /** Asks the API, with a pause before each; the clock starts with the request. */
    void post(String address, String token, int times, Duration pause) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/jobs"))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"" + StampPlugin.TYPE
                        + "\",\"priority\":\"p0\",\"arguments\":{}}"))
                .build();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < times; i++) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                long asked = StampPlugin.nowMicros();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() / 100 != 2) {
                    throw new IOException("the API answered " + answer.statusCode() + ": " + answer.body());
                }
                askedAt.put(Long.parseLong(JSON.readTree(answer.body()).path("id").asString()), asked);
            }
        }
    }

    /** Waits for all outcomes; milliseconds from asking to the start of each. Forgets them. */
    Figures take() throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<Long, Long> started = started();
        while (!started.keySet().containsAll(askedAt.keySet())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("of " + askedAt.size() + " probes " + started.size() + " started");
            }
            TimeUnit.MILLISECONDS.sleep(50);
            started = started();
        }
        Figures figures = new Figures();
        Map<Long, Long> at = started;
        askedAt.forEach((id, asked) -> figures.add((at.getOrDefault(id, asked) - asked) / 1e3));
        askedAt.clear();
        return figures;
    }

    private Map<Long, Long> started() throws SQLException {
        Map<Long, Long> started = new HashMap<>();
        try (Connection connection = suite.database().connect(Account.INTERFACE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT job.id, job_result.result FROM job JOIN job_result ON "
                        + "job_result.job_id = job.id WHERE job.type = '" + StampPlugin.TYPE + "'")) {
            while (rows.next()) {
                started.put(rows.getLong(1), JSON.readTree(rows.getString(2)).path(StampPlugin.STARTED).asLong());
            }
        }
        return started;
    }
}
