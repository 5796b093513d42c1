package dev.winnow.web;

import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.insight.InsightDeclarations;
import dev.winnow.db.insight.InsightRow;
import dev.winnow.db.insight.InsightStore;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.db.inventory.HarvestWriter;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.publish.PluginEntry;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fills a database as the other daemons would: plugins, schedules, resources, findings, jobs, warnings. */
public final class SampleSuite {
    /** The plugin with a page. */
    public static final String PLUGIN = "sample_page";

    private SampleSuite() {
    }

    /** What a scheduler publishes; before the server starts. Returns the content's digest. */
    public static String publish(TestServer server, Path work) throws Exception {
        PluginContent content = new ContentReader().readUnpacked(folder(work), PLUGIN).content();
        PluginPublisher publisher = server.as(Account.SCHEDULER, PluginPublisher.class);
        LeaderLease.Held held = server.as(Account.SCHEDULER, LeaderLease.class)
                .acquire("test", Duration.ofMinutes(5)).orElseThrow();
        publisher.store(held, content);
        publisher.publish(held, List.of(new PluginEntry(PLUGIN, content.digest(), State.ACTIVE, "local", "/plugins"),
                new PluginEntry("broken_one", null, State.BROKEN, "local", "/plugins")));
        server.as(Account.SCHEDULER, PluginWarnings.class).replace("scheduler", "box", "discovery",
                List.of(PluginWarning.of("broken_one", null, WarningCode.MANIFEST_UNREADABLE,
                        "plugin.json is not JSON: a comma is missing.", "Mend the file and restart.")
                        .at("plugin.json", 3)));
        server.as(Account.SCHEDULER, InsightDeclarations.class).declare(Map.of("plugin:" + PLUGIN,
                List.of(new InsightDefinition("big", "Instances that are too big", "They cost too much.", Severity.HIGH,
                        "instance", List.of(new InsightDefinition.FilterUse("test.type",
                                new Settings(Map.of("types", List.of("m7g.metal")))))))));
        server.as(Account.SCHEDULER, ScheduleStore.class).declare(Map.of("built-in",
                List.of(new ScheduleDefinition("harvest", "harvest.all", Priority.P2, null, Duration.ofMinutes(15),
                        ZoneOffset.UTC, Duration.ZERO, Map.of(), ScheduleDefinition.CatchUp.FIRE_ONCE,
                        ScheduleDefinition.Overlap.SKIP))));
        return content.digest();
    }

    /** What workers do; once the server is started. Returns the id of a resource that is a finding. */
    public static long harvest(TestServer server) {
        CloudAccount account = server.bean(AccountStore.class).add("production", "test",
                new Settings(Map.of("path", "/good")), "admin");
        long job = server.bean(JobIntake.class).request(List.of(new NewJob(JobRequest.of("harvest.account",
                Priority.P0, Map.of("account", account.id())), "user:admin", null, "c0ffee"))).getFirst();
        HarvestWriter writer = server.as(Account.WORKER, HarvestWriter.class);
        writer.begin(account, "eu-1", "instance", job);
        List<ResourceDescription> found = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            found.add(ResourceDescription.of("i-" + (100_000 + i), "eu-1").name("web-" + i)
                    .state(i % 5 == 0 ? "stopped" : "running").instanceType(i % 3 == 0 ? "m7g.metal" : "t4g.small")
                    .privateIp("10.0.0." + i).tag("team", "search").tag("odd", "<script>alert(1)</script>")
                    .attribute("Monitoring", Map.of("State", "disabled")).build());
        }
        writer.save(account, "eu-1", "instance", job, found);
        writer.complete(account, "eu-1", "instance", job);
        writer.begin(account, "us-1", "instance", job);
        writer.failed(account, "us-1", "instance", job, "us-1 answered 503");
        InsightRow insight = server.bean(InsightStore.class).all().getFirst();
        ComplianceStore compliance = server.as(Account.WORKER, ComplianceStore.class);
        compliance.compute(insight.id(), "instance", ResourceQuery.ofType("instance")
                .where(DbObjects.Resource.INSTANCE_TYPE.equalTo("m7g.metal")), job, 1L);
        return compliance.findings(insight.id(), null, 1).getFirst().resource().id();
    }

    private static Path folder(Path work) throws Exception {
        Path folder = Files.createDirectories(work.resolve(PLUGIN));
        Files.createDirectories(folder.resolve("assets/deep"));
        Files.createDirectories(folder.resolve("html"));
        Files.writeString(folder.resolve("plugin.json"),
                """
                    {"name": "sample_page", "version": "1.0.0", "description": "Shows a page", "requires": {"winnow": "*"},
                     "ui": [{"kind": "page", "id": "main", "title": "A plugin's page", "entry": "assets/index.html", "icon": "ban",
                             "roles": ["viewer"]},
                            {"kind": "page", "id": "ops", "title": "Operators' page", "entry": "assets/index.html",
                             "icon": "shield", "roles": ["operator"]},
                            {"kind": "card", "id": "tile", "title": "A plugin's card", "entry": "assets/index.html"},
                            {"kind": "card", "id": "lost", "title": "A lost card", "entry": "assets/none.html"},
                            {"kind": "tab", "id": "cost", "title": "Cost", "entry": "assets/index.html",
                             "roles": ["operator"]}],
                     "permissions": ["network"],
                     "settings": [{"name": "region", "label": "Region", "default": "eu-1"},
                                  {"name": "limit", "label": "Limit", "kind": "number", "required": true},
                                  {"name": "token", "label": "Token", "kind": "secret_reference"}]}
                    """);
        Files.writeString(folder.resolve("secret.txt"), "not an asset");
        Files.writeString(folder.resolve("assets/index.html"), """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
            <link rel="stylesheet" href="deep/page.css"><script type="module" src="page.js"></script></head>
            <body><h1 id="state">The script did not run</h1><pre id="said"></pre></body></html>
            """);
        Files.writeString(folder.resolve("assets/deep/page.css"),
                "h1 { color: rgb(0, 128, 0); font: 20px sans-serif; }");
        Files.writeString(folder.resolve("assets/page.js"), """
            import {label} from './deep/label.js';
            const said = document.getElementById('said');
            addEventListener('message', event => {
                said.textContent += JSON.stringify(event.data).slice(0, 150) + '\\n';
            });
            document.getElementById('state').textContent = label;
            const say = (id, call, path, body) => parent.postMessage({winnow: 1, id, call, path, body}, '*');
            say(1, 'ready');
            say(2, 'api.get', '/api/v1/filters');
            say(3, 'api.get', '/api/v1/users');
            say(4, 'api.post', '/api/v1/resources/query', {limit: 1});
            say(5, 'api.post', '/api/v1/jobs', {type: 'harvest.all'});
            say(6, 'route.get', 'none?a=1');
            say(7, 'route.get', '../winnow/page');
            parent.postMessage({winnow: 1, id: 8, call: 'height', height: 9999}, '*');
            try {
                document.cookie;
            } catch (refused) {
                said.textContent += 'cookies are out of reach\\n';
            }
            fetch('/api/v1/filters').catch(() => {
                said.textContent += 'fetch is out of reach\\n';
            });
            """);
        Files.writeString(folder.resolve("assets/deep/label.js"), "export const label = 'The script runs';");
        Files.writeString(folder.resolve("assets/data.bin"), "bytes");
        Files.writeString(folder.resolve("html/old.html"), "<p>An older page</p>");
        return folder;
    }
}
