package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.manifest.ManifestReading;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Plugins that were written for another product, from {@code src/test/resources/existing}, loaded as they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExistingPluginTest {
    private final PythonPluginRuntime runtime = new PythonPluginRuntime();
    private final PluginLoader loader = new PluginLoader(List.of(runtime), Duration.ofSeconds(60),
            reference -> "secret", new TestOutbound(null));
    private final Map<String, LoadReport> loaded = new HashMap<>();

    @AfterAll
    void close() {
        loader.close();
    }

    private static ManifestReading manifest(String name) throws Exception {
        return new ManifestReader().read(folder(name), name);
    }

    private static Path folder(String name) {
        return Path.of("src/test/resources/existing", name).toAbsolutePath();
    }

    private static MaterialisedPlugin materialised(String name) throws Exception {
        return new MaterialisedPlugin(manifest(name).manifest(), "0".repeat(64), folder(name), Settings.NONE);
    }

    private LoadReport load(String name) throws Exception {
        LoadReport known = loaded.get(name);
        if (known == null) {
            known = loader.load(List.of(materialised(name)), List.of());
            assertThat(known.failed()).as("%s", known.warnings()).isEmpty();
            loaded.put(name, known);
        }
        return known;
    }

    private <E extends Extension> E extension(String plugin, Class<E> kind, String name) throws Exception {
        return load(plugin).registry().find(kind, name).orElseThrow().extension();
    }

    private static List<String> places(List<PluginWarning> warnings, WarningCode code) {
        return warnings.stream().filter(warning -> warning.code() == code)
                .map(warning -> warning.file() + ":" + warning.line() + " " + warning.message()).toList();
    }

    private String condition(String filter, String type, Map<String, Object> settings) throws Exception {
        return ConditionText.of(extension("approved_images", ResourceFilter.class, filter)
                .apply(ResourceQuery.ofType(type), new Settings(settings)).condition());
    }

    @Test
    void whatTheManifestLeavesOutComesFromTheModulesMetadata() throws Exception {
        ManifestReading reading = manifest("approved_images");
        assertThat(reading.manifest().version()).isEqualTo("2.1.0");
        assertThat(reading.manifest().author()).isEqualTo("Example Corp. Cloud Team");
        assertThat(reading.manifest().description()).isEqualTo("Finds instances that run images nobody approved");
        assertThat(manifest("helloworld").manifest().version()).isEqualTo("1.0.0");
        assertThat(manifest("encryption_config").manifest().version()).isEqualTo("3.0.0");
        assertThat(manifest("encryption_config").manifest().author()).isEqualTo("Example Corp.");
    }

    @Test
    void aFilterWithASubqueryBecomesOneCondition() throws Exception {
        assertThat(condition("example.filter.same_image_as", "instance", Map.of("name", "web"))).isEqualTo(
                "all(all(always, resource.type EQUAL instance), all(resource.provider in [aws], "
                        + "resource.image_id in (resource.image_id where all(always, all(resource.type EQUAL instance, "
                        + "resource.name EQUAL web, not(resource.account_id in (account.id where all(always, "
                        + "account.provider EQUAL aws))))))))");
    }

    @Test
    void operatorsTagsDatesAndPlainComparisonsWork() throws Exception {
        assertThat(condition("example.filter.untouched", "volume",
                Map.of("names", List.of("a", "b"), "states", List.of("running"), "days", 10, "ratio", "0.5")))
                .isEqualTo("all(all(always, resource.type EQUAL volume), all(any(resource.name LIKE %a%, "
                        + "resource.name LIKE %b%), resource.state in [running], not(resource.region absent), "
                        + "not(resource.public_ip absent), not(resource.id in (tag.resource_id where all(always, "
                        + "tag.key EQUAL owner))), resource.first_seen LESS 2026-02-19T00:00:00Z))");
        assertThat(condition("example.filter.untouched", "instance",
                Map.of("names", List.of("a"), "exclude", true, "days", 0))).contains("not(resource.name LIKE %a%)")
                .doesNotContain("public_ip").contains("any()");
    }

    @Test
    void fieldsOfAFormKeepTheirMeaning() throws Exception {
        ResourceFilter filter = extension("approved_images", ResourceFilter.class, "example.filter.untouched");
        assertThat(filter.title()).isEqualTo("Untouched");
        assertThat(filter.resourceTypes()).containsExactlyInAnyOrder("instance", "volume");
        assertThat(filter.settings()).extracting(field -> field.name() + " " + field.kind() + " " + field.required()
                + " " + field.options() + " " + field.defaultValue()).containsExactly(
                        "names TEXT_LIST true [] null", "states MULTI_SELECTION false [running, stopped] null",
                        "type SELECTION true [NONE, KMS] null", "exclude BOOLEAN false [] null",
                        "days NUMBER false [] 30", "ratio TEXT false [] null");
        assertThat(filter.settings().get(2).help()).contains("NONE: Default");
    }

    @Test
    void theDeprecatedTablesAreNamedWithTheReleaseThatTheyAreDeprecatedSince() throws Exception {
        assertThat(places(load("approved_images").warnings(), WarningCode.DEPRECATED_API)).singleElement().asString()
                .startsWith("filters.py:7 ").contains("'DivvyDb.DivvyDbObjects'", "since 22.4.7",
                        "(release date August 24, 2022)", "will be removed in a future release");
        PluginWarning warning = load("helloworld").warnings().stream()
                .filter(each -> each.code() == WarningCode.DEPRECATED_API).findFirst().orElseThrow();
        assertThat(warning.hint()).contains("DivvyDb.DbObjects");
        assertThat(warning.line()).isEqualTo(6);
    }

    @Test
    void whatALookThroughTheSourcesFindsIsWhatLoadingFindsAndMore() throws Exception {
        for (String name : List.of("approved_images", "helloworld", "encryption_config")) {
            List<PluginWarning> looked = runtime.inspect(materialised(name));
            assertThat(places(looked, WarningCode.DEPRECATED_API))
                    .isEqualTo(places(load(name).warnings(), WarningCode.DEPRECATED_API));
        }
        assertThat(places(runtime.inspect(materialised("approved_images")), WarningCode.MIGRATION_GAP))
                .extracting(text -> text.substring(0, text.indexOf(',')))
                .contains("filters.py:5 Plugin 'approved_images': it uses 'sqlalchemy.func'",
                        "filters.py:102 Plugin 'approved_images': it uses 'DivvyWorkers.Harvesters.base'",
                        "filters.py:104 Plugin 'approved_images': it uses 'DbObjects.ResourceCommonData.bucket_owner'",
                        "filters.py:105 Plugin 'approved_images': it uses 'DivvyDb.DbObjects.ResourceProperty'")
                .noneMatch(text -> text.contains("image_id"));
        assertThat(places(runtime.inspect(materialised("encryption_config")), WarningCode.MIGRATION_GAP))
                .as("a variable of a function hides the module of its name")
                .noneMatch(text -> text.contains("get_encryption_config"));
    }

    @Test
    void whatIsMissingIsNamedWithItsPlaceAndTheRestWorks() throws Exception {
        assertThat(places(load("encryption_config").warnings(), WarningCode.MIGRATION_GAP))
                .anyMatch(text -> text.startsWith("jobs.py:3 ") && text.contains("'boto3'"))
                .anyMatch(text -> text.startsWith("jobs.py:5 ")
                        && text.contains("'DivvyCloudProviders.Common.Frontend.frontend'"))
                .anyMatch(text -> text.startsWith("jobs.py:48 ") && text.contains("'Forgotten' does not recur"))
                .anyMatch(text -> text.startsWith("jobs.py:47 ") && text.contains("every 120 minutes"));
        assertThat(places(load("helloworld").warnings(), WarningCode.MIGRATION_GAP))
                .anyMatch(text -> text.startsWith("plugin.py:7 ") && text.contains("'DivvyPlugins.hookpoints'"))
                .anyMatch(text -> text.startsWith("plugin.py:34 ") && text.contains("'/ping'")
                        && text.contains("signed in"))
                .anyMatch(text -> text.startsWith("plugin.py:39 ") && text.contains("'/item/<int:item_id>'"));
        assertThatThrownBy(() -> condition("example.filter.policy", "storage_container", Map.of()))
                .hasMessageContaining("'DbObjects.StorageContainer.bucket_owner' is not offered here")
                .hasMessageContaining("filters.py, line 104");
    }

    @Test
    void aBlueprintsFunctionsAnswer() throws Exception {
        Route list = extension("helloworld", Route.class, "helloworld.get.list");
        assertThat(list.path()).isEqualTo("list");
        assertThat(list.role()).isEqualTo("viewer");
        Route.Response answer = list.handle(
                new Route.Request(Map.of("name", List.of("Cow", "Ä")), new byte[0], "me"));
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(Json.read(new String(answer.body(), StandardCharsets.UTF_8)))
                .isEqualTo(Json.read("[{\"Name\":\"Cow\"},{\"Name\":\"Ä\"}]"));
        Route echo = extension("helloworld", Route.class, "helloworld.put.echo");
        answer = echo.handle(new Route.Request(Map.of(), "{\"a\":1}".getBytes(StandardCharsets.UTF_8), "me"));
        assertThat(Json.read(new String(answer.body(), StandardCharsets.UTF_8)))
                .isEqualTo(Json.read("{\"method\": \"PUT\", \"data\": {\"a\": 1}}"));
        answer = extension("helloworld", Route.class, "helloworld.get.ping")
                .handle(new Route.Request(Map.of(), new byte[0], "me"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("pong");
    }

    @Test
    void aJobRecursAndRuns() throws Exception {
        String name = "encryption_config.greeter";
        assertThat(extension("encryption_config", ScheduleDefinition.class, name)).satisfies(schedule -> {
            assertThat(schedule.jobType()).isEqualTo(name);
            assertThat(schedule.interval()).isEqualTo(Duration.ofMinutes(120));
            assertThat(schedule.priority()).isEqualTo(Priority.P2);
            assertThat(schedule.arguments()).isEqualTo(Map.of("greeting", "good day"));
        });
        TestJob job = new TestJob(Map.of("greeting", "good day"));
        extension("encryption_config", JobHandler.class, name).run(job);
        assertThat(job.said).containsExactly("info good day from a job");
        JobHandler reader = extension("encryption_config", JobHandler.class, "encryption_config.reader");
        assertThatThrownBy(() -> reader.run(new TestJob(Map.of())))
                .hasMessageContaining("'boto3.client' is not offered here")
                .hasMessageContaining("jobs.py, line 40");
    }
}
