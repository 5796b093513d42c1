package dev.winnow.web.page;

import dev.winnow.db.insight.InsightStore;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.db.job.JobQueries;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.SampleSuite;
import dev.winnow.web.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages on the real server, over real stores, below a sub-path. */
class ConsoleIT {
    private static TestServer server;
    private static Browser admin;
    private static long resource;

    @BeforeAll
    static void start(@TempDir Path work) throws Exception {
        server = TestServer.prepared();
        SampleSuite.publish(server, work);
        server.start("--winnow.admin.password=" + TestServer.PASSWORD, "--winnow.http.base-path=/console");
        server.awaitLoaded();
        resource = SampleSuite.harvest(server);
        admin = server.browser();
        assertThat(admin.signIn("admin", TestServer.PASSWORD).header("Location")).endsWith("/console/");
        admin.get("/");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyPageIsWhole() {
        long job = server.bean(JobQueries.class).latest(null, null, null, null, 1).getFirst().id();
        long insight = server.bean(InsightStore.class).all().getFirst().id();
        for (String path : List.of("/", "/jobs", "/jobs?state=requested&priority=p0&type=harvest.account",
                "/jobs/" + job,
                "/schedules", "/schedules/harvest", "/resources", "/resources?q=web-1&type=instance&state=running",
                "/resources/" + resource, "/insights", "/insights/" + insight, "/insights/new", "/workers", "/settings",
                "/settings/plugins", "/settings/plugins/sample_page", "/settings/plugins/broken_one",
                "/settings/plan", "/settings/warnings", "/resources/" + resource + "/tabs/sample_page/cost",
                "/settings/accounts", "/settings/accounts/new", "/settings/accounts/new?provider=test",
                "/settings/users", "/settings/tokens", "/settings/audit", "/settings/network", "/search?q=web-1",
                "/search?q=" + resource,
                "/plugin/sample_page/pages/main", "/sign-in/password")) {
            Call page = admin.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("<main", "</html>").doesNotContain("could not be read", "${",
                    "??",
                    "<script>alert");
            assertThat(page.header("Content-Security-Policy")).as(path).contains("script-src 'self'");
        }
    }

    @Test
    void whatIsNotThereIsAPageThatSaysSo() {
        for (String path : List.of("/jobs/1", "/resources/1", "/insights/1", "/schedules/none",
                "/settings/plugins/none",
                "/plugin/none/pages/none", "/nothing")) {
            Call page = admin.get(path);
            assertThat(page.status()).as(path).isEqualTo(404);
        }
        Call page = admin.send("GET", "/jobs/1", null, Map.of("Accept", "text/html"));
        assertThat(page.body()).contains("There is no job 1", "aria-label=\"Main\"");
        assertThat(admin.send("GET", "/jobs/x", null, Map.of("Accept", "text/html")).body()).contains("must be an id");
    }

    @Test
    void anAccountIsAddedTestedAndHarvestedByForms() {
        Call wrong = admin.form("/settings/accounts/new", Map.of("provider", "test", "name", "second"));
        assertThat(wrong.body()).contains("value=\"second\"", "is required", "id=\"error-settings.path\"");
        Call added = admin.form("/settings/accounts/new", Map.of("provider", "test", "name", "second", "settings.path",
                "/good/2", "settings.regions", "eu-1\r\nus-1"));
        assertThat(added.header("Location")).endsWith("/console/settings/accounts");
        assertThat(admin.get("/settings/accounts").body()).contains("second is added");
        var account = server.bean(AccountStore.class).all().stream().filter(each -> each.name().equals("second"))
                .findFirst().orElseThrow();
        assertThat(account.settings().texts("regions")).containsExactly("eu-1", "us-1");

        admin.form("/settings/accounts/" + account.id() + "/test", Map.of());
        assertThat(admin.get("/settings/accounts").body()).contains("second can be used: found 3 instances");
        admin.form("/settings/accounts/" + account.id() + "/harvest", Map.of());
        assertThat(admin.get("/settings/accounts").body()).contains("Asked for a harvest of second");
        admin.form("/settings/accounts/all/harvest", Map.of());
        assertThat(server.bean(JobQueries.class).latest(null, null, "harvest.all", null, 5)).hasSize(1);
    }

    @Test
    void aDestructiveActionIsAskedForOnceMore() {
        long running = server.bean(ResourceSearch.class)
                .find(ResourceQuery.all().where(DbObjects.Resource.NAME.equalTo("web-1")), null, 1).items().getFirst()
                .id();
        String action = "/resources/" + running + "/actions/stop";
        assertThat(admin.get("/resources/" + running).body()).contains("data-confirm=\"Stop web-1 (i-100001)?\"");
        assertThat(admin.get("/resources/" + resource).body())
                .contains("It is stopped; Stop is for resources that are");
        Call question = admin.form(action, Map.of());
        assertThat(question.body()).contains("name=\"confirmed\" value=\"true\"", "Stop web-");
        assertThat(admin.form(action, Map.of("confirmed", "true")).status()).isEqualTo(302);
        assertThat(server.bean(JobQueries.class).latest(null, null, "test.instance.stop", null, 5)).hasSize(1);
    }

    @Test
    void anInsightIsMadeFromAFilterWithoutAScript() {
        Call withFilter = admin.form("/insights/new", Map.of("title", "Mine", "name", "mine", "severity", "low", "type",
                "instance", "added", "test.type", "add", "add"));
        assertThat(withFilter.body()).contains("name=\"filters[0].settings.types\"", "value=\"Mine\"");
        Call incomplete = admin.form("/insights/new", Map.of("title", "Mine", "name", "mine", "severity", "low", "type",
                "instance", "filter", "test.type", "save", "save"));
        assertThat(incomplete.body()).contains("id=\"error-filters[0].settings.types\"");
        Call saved = admin.form("/insights/new", Map.of("title", "Mine", "name", "mine", "severity", "low", "type",
                "instance", "filter", "test.type", "filters[0].settings.types", "t4g.small", "save", "save"));
        assertThat(saved.header("Location")).contains("/console/insights/");
    }

    @Test
    void aTokenIsShownInTheAnswerAlone() {
        Call created = admin.form("/settings/tokens", Map.of("name", "ci", "role", "viewer", "days", "30"));
        assertThat(created.body()).contains("<code class=\"secret\">winnow_");
        assertThat(admin.get("/settings/tokens").body()).contains("ci").doesNotContain("class=\"secret\"");
        assertThat(admin.form("/settings/tokens", Map.of("name", "ci", "role", "viewer", "days", "x")).body())
                .contains("id=\"error-days\"");
    }

    @Test
    void whatOnlyTheSchedulerMayDoWaitsForOneAndSaysSo() {
        admin.form("/schedules/harvest/pause", Map.of());
        Call page = admin.get("/schedules/harvest");
        assertThat(page.body()).contains("hx-get=\"/console/requests/");
        String request = page.body().replaceAll("(?s).*hx-get=\"/console(/requests/\\d+)\".*", "$1");
        assertThat(admin.get(request).body()).contains("every 2s").contains("scheduler");
    }

    @Test
    void aUserWithAFirstPasswordSetsAnotherAndSeesNoMoreThanTheRoleAllows() {
        admin.form("/settings/users", Map.of("name", "grace", "role", "viewer", "password", "first password here"));
        Browser grace = server.browser();
        assertThat(grace.signIn("grace", "first password here").header("Location")).endsWith("/sign-in/password");
        assertThat(grace.get("/jobs").header("Location")).endsWith("/sign-in/password");
        assertThat(grace.get("/sign-in/password").body()).contains("Set another password")
                .doesNotContain("id=\"global-search\"");
        Call twice = grace.form("/sign-in/password", Map.of("current", "first password here", "password",
                "a second password", "repeated", "another one"));
        assertThat(twice.body()).contains("the two passwords are not the same");
        assertThat(grace.form("/sign-in/password", Map.of("current", "first password here", "password",
                "a second password", "repeated", "a second password")).status()).isEqualTo(302);
        assertThat(grace.get("/settings").body()).contains("Plugins").doesNotContain("Audit log");
        assertThat(grace.get("/").body()).contains("A plugin&#39;s page").doesNotContain("Operators&#39; page")
                .doesNotContain("Harvest now");
        assertThat(grace.get("/plugin/sample_page/pages/ops").status()).isEqualTo(403);
        assertThat(grace.get("/settings/users").status()).isEqualTo(403);
    }
}
