package dev.winnow.cli.bundle;

import dev.winnow.cli.api.Api;
import dev.winnow.cli.api.CliException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API tells: plugins and their warnings, generations, queues, schedules, and jobs that did not succeed. */
final class ApiPart implements Part {
    private static final int MOST = 1_000;
    private static final int DETAILED = 50;
    private static final List<String> LOST = List.of("failed", "dead", "expired");
    private static final Map<String, String> LISTS = lists();

    private final Supplier<Api> connector;

    /**
     * @param connector throws where it is not known where the API is, or as whom to ask
     */
    ApiPart(Supplier<Api> connector) {
        this.connector = connector;
    }

    private static Map<String, String> lists() {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("status/processes.json", "/processes");
        lists.put("status/queues.json", "/queues");
        lists.put("status/dead-letters.json", "/queues/dead-letters");
        lists.put("plugins/plugins.json", "/plugins");
        lists.put("plugins/warnings.json", "/plugins/warnings");
        lists.put("plugins/generations.json", "/plugins/generations");
        lists.put("plugins/sources.json", "/plugins/sources");
        lists.put("schedules.json", "/schedules");
        lists.put("accounts.json", "/accounts");
        return lists;
    }

    @Override
    public void collect(Archive archive) throws IOException {
        Api api;
        try {
            api = connector.get();
        } catch (CliException e) {
            archive.missing("status, plugins, schedules, jobs", "the API was not asked: " + e.getMessage());
            return;
        }
        for (Map.Entry<String, String> list : LISTS.entrySet()) {
            add(archive, list.getKey(), () -> api.items(list.getValue(), MOST));
        }
        add(archive, "plugins/drift.json", () -> api.get("/plugins/drift"));
        add(archive, "doctor-of-the-interface-server.json", () -> api.get("/system/doctor"));
        add(archive, "network.json", () -> api.get("/system/network"));
        for (String state : LOST) {
            add(archive, "jobs/" + state + ".json", () -> detailed(api, state));
        }
    }

    /** With errors and attempts, without arguments and results, which are the customer's. */
    private static JsonNode detailed(Api api, String state) {
        ArrayNode jobs = JsonMapper.builder().build().createArrayNode();
        api.items("/jobs?state=" + state, DETAILED).valueStream().forEach(job -> {
            JsonNode detail = api.get("/jobs/" + job.path("id").asString());
            if (detail instanceof ObjectNode object) {
                object.remove(List.of("arguments", "result"));
            }
            jobs.add(detail);
        });
        return jobs;
    }

    private static void add(Archive archive, String name, Supplier<JsonNode> question) throws IOException {
        JsonNode answer;
        try {
            answer = question.get();
        } catch (CliException e) {
            archive.missing(name, String.valueOf(e.getMessage()));
            return;
        }
        archive.add(name, answer.toPrettyString());
    }
}
