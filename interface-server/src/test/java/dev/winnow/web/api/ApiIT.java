package dev.winnow.web.api;

import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.db.people.Role;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.TestServer;
import dev.winnow.web.service.AccountService;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiIT {
    private static TestServer server;
    private static Browser admin;
    private static String accountId = "";

    @BeforeAll
    static void start() {
        server = TestServer.started();
        admin = server.script(Role.ADMIN);
        FakeScheduler.publishBroken(server, "plugin_broken");
        server.as(Account.SCHEDULER, PluginWarnings.class).replace("scheduler", "test", "discovery",
                List.of(PluginWarning.of("plugin_broken", null, WarningCode.MANIFEST_UNREADABLE,
                        "plugin.json is not JSON.", "Mend it.").at("plugin.json", 3)));
        accountId = admin.post("/api/v1/accounts",
                "{\"name\":\"production\",\"provider\":\"test\",\"settings\":{\"path\":\"/good\"}}").json().path("id")
                .asString();
        harvest();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void harvest() {
        CloudAccount account = server.bean(AccountService.class).get(Long.parseLong(accountId));
        HarvestWriter writer = server.as(Account.WORKER, HarvestWriter.class);
        List<ResourceDescription> found = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            found.add(ResourceDescription.of("i-%04d".formatted(i), "eu-1").name("web " + i)
                    .state(i % 2 == 0 ? "running" : "stopped").instanceType(i % 3 == 0 ? "m1.small" : "m7g.large")
                    .tag("owner", "team " + i % 5).attribute("Monitoring", Map.of("State", "on")).build());
        }
        writer.begin(account, "eu-1", "instance", 1);
        writer.save(account, "eu-1", "instance", 1, found);
        writer.complete(account, "eu-1", "instance", 1);
    }

    @Test
    void theDoctorLooksFromWhereTheServerStandsAsItsOwnAccount() {
        JsonNode told = admin.get("/api/v1/system/doctor").json();

        assertThat(told.path("reachable").asBoolean()).isTrue();
        Map<String, String> verdicts = new HashMap<>();
        told.path("checks").valueStream().forEach(check -> verdicts.put(check.path("check").asString(),
                check.path("verdict").asString()));
        assertThat(verdicts).containsEntry("mysql.account.interface-server", "ok")
                .containsEntry("mysql.grants.interface-server", "ok").containsEntry("mysql.grants", "skipped")
                .containsEntry("redis.reachable", "ok").containsEntry("mysql.schema", "ok")
                .containsEntry("suite.workers.p0", "problem");
    }

    @Test
    void pluginsAreListedWithStateAndWarnings() {
        JsonNode plugin = admin.get("/api/v1/plugins").json().path("items").get(0);

        assertThat(plugin.path("name").asString()).isEqualTo("plugin_broken");
        assertThat(plugin.path("state").asString()).isEqualTo("broken");
        assertThat(plugin.path("loaded").asBoolean()).isFalse();
        assertThat(plugin.path("warningCount").asInt()).isEqualTo(1);
        JsonNode warning = admin.get(plugin.path("warnings").asString()).json().path("items").get(0);
        assertThat(warning.path("code").asString()).isEqualTo("P101");
        assertThat(warning.path("file").asString() + ":" + warning.path("line").asInt()).isEqualTo("plugin.json:3");

        String acknowledge = "/api/v1/plugins/plugin_broken/warnings/" + warning.path("id").asString() + "/acknowledge";
        assertThat(admin.post(acknowledge, "{\"note\":\"known\"}").status()).isEqualTo(204);
        assertThat(admin.get("/api/v1/plugins/plugin_broken").json().path("warningCount").asInt()).isZero();
        assertThat(admin.get("/api/v1/plugins/plugin_broke").detail()).contains("did you mean 'plugin_broken'?");
        assertThat(admin.get("/api/v1/plugins/generations").json().path("items").get(0).path("id").asInt())
                .isEqualTo(1);
    }

    @Test
    void resourcesAreFoundByFilterAndInParts() {
        Call first = admin.post("/api/v1/resources/query", """
            {"resourceType": "instance", "limit": 15,
             "filters": [{"filter": "test.type", "settings": {"types": ["m1.small"]}}]}""");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("total").asInt()).isEqualTo(20);
        assertThat(first.json().path("items").size()).isEqualTo(15);
        assertThat(first.json().path("items").get(0).path("id").isString()).isTrue();
        Call second = admin.post("/api/v1/resources/query", """
            {"resourceType": "instance", "limit": 15, "cursor": "%s",
             "filters": [{"filter": "test.type", "settings": {"types": "m1.small"}}]}"""
                .formatted(first.json().path("next").asString()));
        assertThat(second.json().path("items").size()).isEqualTo(5);
        assertThat(second.json().path("next").isNull()).isTrue();

        assertThat(total("{\"text\":\"web 1\"}")).isEqualTo(11);
        assertThat(total("{\"state\":\"running\",\"region\":\"eu-1\",\"accountId\":\"" + accountId + "\"}"))
                .isEqualTo(30);
        assertThat(total("{\"accountId\":" + accountId + "}")).isEqualTo(60);
        JsonNode slow = admin.post("/api/v1/resources/query", "{\"filters\":[{\"filter\":\"test.slow\"}]}").json();
        assertThat(slow.path("items").size()).isEqualTo(6);
        assertThat(slow.path("total").isNull()).isTrue();
        assertThat(admin.get("/api/v1/resource-types").json().path("items").get(0).toString())
                .isEqualTo("{\"type\":\"instance\",\"count\":60}");
    }

    private static int total(String query) {
        return admin.post("/api/v1/resources/query", query).json().path("total").asInt(-1);
    }

    @Test
    void aFilterThatThrowsIsNamedWithItsPlugin() {
        Call call = admin.post("/api/v1/resources/query", "{\"filters\":[{\"filter\":\"test.broken\"}]}");

        assertThat(call.status()).isEqualTo(422);
        assertThat(call.detail()).isEqualTo("filter 'test.broken' of plugin 'winnow' failed: far too deep");
        assertThat(admin.post("/api/v1/resources/query", "{\"filters\":[{\"filter\":\"test.typ\"}]}").detail())
                .contains("did you mean 'test.type'?");
    }

    @Test
    void anActionMakesAJobOfTheHighestPriority() {
        JsonNode found = admin.post("/api/v1/resources/query", "{\"limit\":2}").json().path("items");
        String running = found.get(0).path("id").asString();
        String stopped = found.get(1).path("id").asString();
        assertThat(admin.get("/api/v1/resources/" + running).json().path("actions").get(0).path("action").asString())
                .isEqualTo("stop");

        Call call = admin.post("/api/v1/resources/" + running + "/actions/stop", "");
        assertThat(call.status()).isEqualTo(202);
        JsonNode job = admin.get(call.header("Location")).json();
        assertThat(job.path("type").asString()).isEqualTo("test.instance.stop");
        assertThat(job.path("priority").asString()).isEqualTo("p0");
        assertThat(job.path("arguments").path("resource").asString()).isEqualTo(running);
        assertThat(job.path("requestedBy").asString()).isEqualTo("user:admin");

        assertThat(admin.post("/api/v1/resources/" + stopped + "/actions/stop", "")).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.detail()).contains("is for resources that are running; this one was stopped");
        });
        assertThat(admin.post("/api/v1/resources/" + running + "/actions/explode", "")).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.detail()).contains("No loaded plugin offers 'explode'").contains("stop");
        });
    }

    @Test
    void jobsAreEnqueuedListedAndRead() {
        Call made = admin.post("/api/v1/jobs",
                "{\"type\":\"harvest.all\",\"priority\":\"p2\",\"args\":{\"a\":[1,null],\"b\":null}}");
        assertThat(made.status()).isEqualTo(201);
        JsonNode job = admin.get(made.header("Location")).json();
        assertThat(job.path("state").asString()).isEqualTo("requested");
        assertThat(job.path("arguments").toString()).isEqualTo("{\"a\":[1,null]}");
        assertThat(admin.get("/api/v1/jobs?type=harvest.all&state=requested&priority=p2&limit=1").json().path("items")
                .get(0).path("id").asString()).isEqualTo(job.path("id").asString());
        assertThat(admin.get("/api/v1/jobs/" + job.path("id").asString() + "/log").body())
                .isEqualTo("{\"items\":[],\"next\":null,\"finished\":false}");
        LiveWorker.says(server, "harvest.all");
        TestServer.await("the types are known",
                () -> !admin.get("/api/v1/jobs/types").json().path("items").isEmpty());
        assertThat(admin.post("/api/v1/jobs", "{\"type\":\"harvest.al\"}").detail())
                .contains("did you mean 'harvest.all'?");
        assertThat(admin.post("/api/v1/jobs", "{\"type\":\"diagnostic.noop\"}").detail())
                .contains("WINNOW_DIAGNOSTICS=on");
        LiveWorker.goes(server);
        TestServer.await("the types are forgotten",
                () -> admin.get("/api/v1/jobs/types").json().path("items").isEmpty());
    }

    @Test
    void theLeadingSchedulersAnswerIsWaitedFor() throws Exception {
        String job = admin.post("/api/v1/jobs", "{\"type\":\"compliance.all\"}").json().path("id").asString();
        try (FakeScheduler scheduler = new FakeScheduler(server,
                request -> request.kind().equals("plugins.rollback") ? "refused" : "done")) {
            Call done = admin.post("/api/v1/jobs/" + job + "/cancel", "");
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.json().path("message").asString()).isEqualTo("carried out job.cancel");
            assertThat(done.json().path("values").path("seen").asString()).contains(job);
            Call refused = admin.post("/api/v1/plugins/rollback", "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.detail()).isEqualTo("carried out plugins.rollback");
            assertThat(admin.post("/api/v1/plugins/publish", "{\"confirmRemovals\":[\"abc\"]}").json().path("values")
                    .path("seen").asString()).isEqualTo("{confirm=[abc]}");
        }
    }

    @Test
    void withoutASchedulerTheRequestWaits() {
        Call call = admin.post("/api/v1/plugins/publish", "{}");

        assertThat(call.status()).isEqualTo(202);
        assertThat(call.json().path("outcome").asString()).isEqualTo("waiting");
        assertThat(call.json().path("message").asString()).contains("No scheduler leads");
        assertThat(admin.get(call.header("Location")).json().path("requestId").asString())
                .isEqualTo(call.json().path("requestId").asString());
    }

    @Test
    void schedulesAreListed() {
        server.as(Account.SCHEDULER, ScheduleStore.class).declare(Map.of("built-in",
                List.of(new ScheduleDefinition("harvest", "harvest.all", Priority.P2, null, Duration.ofMinutes(15),
                        ZoneOffset.UTC, Duration.ZERO, Map.of(), ScheduleDefinition.CatchUp.FIRE_ONCE,
                        ScheduleDefinition.Overlap.SKIP))));

        JsonNode schedule = admin.get("/api/v1/schedules").json().path("items").get(0);
        assertThat(schedule.path("intervalSeconds").asInt()).isEqualTo(900);
        assertThat(schedule.path("catchUp").asString()).isEqualTo("fire-once");
        assertThat(admin.get("/api/v1/schedules/harvest/ticks").body()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(admin.post("/api/v1/schedules/harves/pause", "").detail()).contains("did you mean 'harvest'?");
        assertThat(admin.post("/api/v1/schedules/harvest/pause", "").status()).isEqualTo(202);
    }

    @Test
    void accountsAreAddedTestedAndHarvested() {
        assertThat(admin.get("/api/v1/accounts").json().path("items").get(0).path("name").asString())
                .isEqualTo("production");
        assertThat(admin.get("/api/v1/accounts/" + accountId).json().path("harvests").get(0).path("resources").asInt())
                .isEqualTo(60);
        assertThat(admin.get("/api/v1/accounts/providers").json().path("items").get(0).path("settings").size())
                .isEqualTo(3);
        assertThat(admin.post("/api/v1/accounts/" + accountId + "/test", "").body())
                .isEqualTo("{\"ok\":true,\"message\":\"found 3 instances at /good\"}");
        assertThat(test("/nowhere")).isEqualTo("{\"ok\":false,\"message\":\"nothing lies at /nowhere\"}");
        assertThat(test("/error")).isEqualTo("{\"ok\":false,\"message\":\"example/Gone\"}");
        Call harvest = admin.post("/api/v1/accounts/" + accountId + "/harvest", "");
        assertThat(harvest.status()).isEqualTo(202);
        JsonNode job = admin.get("/api/v1/jobs/" + harvest.json().path("id").asString()).json();
        assertThat(job.path("type").asString() + " " + job.path("priority").asString())
                .isEqualTo("harvest.account p0");
        assertThat(job.path("arguments").path("account").asString()).isEqualTo(accountId);
    }

    private static String test(String path) {
        return admin.post("/api/v1/accounts/test",
                "{\"provider\":\"test\",\"settings\":{\"path\":\"" + path + "\"}}").body();
    }

    @Test
    void insightsAreAddedAndScored() {
        Call added = admin.post("/api/v1/insights", """
            {"name": "small", "title": "Small ones", "severity": "high", "resourceType": "instance",
             "filters": [{"filter": "test.type", "settings": {"types": ["m1.small"]}}]}""");
        assertThat(added.status()).isEqualTo(201);
        String id = added.json().path("id").asString();
        server.as(Account.WORKER, ComplianceStore.class).compute(Long.parseLong(id), "instance",
                ResourceQuery.ofType("instance").where(DbObjects.Resource.INSTANCE_TYPE.equalTo("m1.small")), 1, null);

        JsonNode score = admin.get("/api/v1/compliance").json().path("items").get(0);
        assertThat(score.path("insightId").asString()).isEqualTo(id);
        assertThat(score.path("score").asDouble()).isEqualTo(66.6);
        assertThat(score.path("failing").asInt()).isEqualTo(20);
        JsonNode findings = admin.get("/api/v1/insights/" + id + "/findings?limit=5").json();
        assertThat(findings.path("items").size()).isEqualTo(5);
        assertThat(findings.path("items").get(0).path("resource").path("instanceType").asString())
                .isEqualTo("m1.small");
        String resource = findings.path("items").get(0).path("resource").path("id").asString();
        assertThat(admin.get("/api/v1/resources/" + resource).json().path("findings").get(0).path("severity")
                .asString()).isEqualTo("high");
        assertThat(admin.post("/api/v1/insights", """
            {"name": "small", "resourceType": "instance", "filters": [{"filter": "test.slow"}]}""").status())
                .isEqualTo(422);
        assertThat(admin.get("/api/v1/jobs?type=compliance.insight").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void usersAndTokensAreMadeAndWhatWasDoneIsOnRecord() {
        assertThat(admin.post("/api/v1/users",
                "{\"name\":\"kim\",\"password\":\"a sentence is good\",\"role\":\"operator\"}").status())
                .isEqualTo(201);
        assertThat(server.browser().signIn("kim", "a sentence is good").header("Location")).endsWith("/");
        JsonNode token = admin.post("/api/v1/tokens", "{\"name\":\"ci\",\"role\":\"viewer\"}").json();
        assertThat(server.browser(token.path("token").asString()).get("/api/v1/jobs").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/tokens").body()).contains("\"ci\"")
                .doesNotContain(token.path("token").asString());
        assertThat(admin.get("/api/v1/users").body()).contains("\"kim\"").doesNotContain("bcrypt");
        JsonNode audit = admin.get("/api/v1/audit?limit=500").json();
        assertThat(audit.path("items").valueStream().map(event -> event.path("action").asString()))
                .contains("user.add", "token.add", "sign-in", "account.add");
        assertThat(audit.toString()).doesNotContain("a sentence is good");
    }

    @Test
    void queuesAndProcessesAreShown() {
        JsonNode queues = admin.get("/api/v1/queues").json().path("items");
        assertThat(queues.size()).isEqualTo(3);
        assertThat(queues.get(0).toString()).startsWith(
                "{\"priority\":\"p0\",\"depth\":0,\"running\":0,\"oldestAgeSeconds\":0,\"delayed\":0,\"paused\":false,");
        assertThat(admin.get("/api/v1/processes").json().path("items").valueStream()
                .map(process -> process.path("kind").asString())).contains("interface-server");
        assertThat(admin.get("/api/v1/plugins/drift").json().path("behind").asBoolean()).isTrue();
    }

    @Test
    void filtersAreListedWithTheirSettings() {
        JsonNode filters = admin.get("/api/v1/filters?limit=2").json();
        assertThat(filters.path("items").valueStream().map(filter -> filter.path("name").asString()))
                .containsExactly("test.broken", "test.slow");
        JsonNode rest = admin.get("/api/v1/filters?cursor=" + filters.path("next").asString()).json();
        assertThat(rest.path("items").get(0).path("settings").get(0).path("kind").asString()).isEqualTo("text_list");
    }

    @Test
    void theApiDescribesItself() {
        JsonNode document = admin.get("/openapi.json").json();

        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        JsonNode query = document.path("paths").path("/resources/query").path("post");
        assertThat(query.at("/requestBody/content/application~1json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/ResourcesQuery");
        JsonNode schemas = document.path("components").path("schemas");
        assertThat(schemas.at("/ResourcesQuery/properties/filters/items/$ref").asString())
                .isEqualTo("#/components/schemas/FilterBody");
        assertThat(schemas.at("/JobDetail/properties/priority/type").asString()).isEqualTo("string");
        assertThat(schemas.at("/Plugin/required").toString()).contains("state").doesNotContain("version");
        assertThat(
                document.at("/paths/~1jobs/get/responses/200/content/application~1json/schema/properties/items/items")
                        .toString())
                .isEqualTo("{\"$ref\":\"#/components/schemas/Job\"}");
    }
}
