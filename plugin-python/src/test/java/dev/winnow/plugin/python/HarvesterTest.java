package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HarvesterTest extends PythonTest {
    private static final CloudAccount ACCOUNT = new CloudAccount(7, "lab", "acme",
            new Settings(Map.of("token", "env:TOKEN", "regions", List.of("eu", "us"))));

    private RecordingContext harvesting(String body) throws IOException {
        return load(plugin("acme").module("plugin.py",
                """
                    from winnow import harvesters
                    from winnow.settings import SecretField, TextListField

                    def check(account):
                        if account.name == "bad": raise ValueError("no such user")
                        return account.name + " with " + account.secret("token")

                    harvesters.provider("acme", title="Acme Cloud", test=check, regions=lambda account: account.settings["regions"],
                                        settings=[SecretField("token", required=True), TextListField("regions")])

                    @harvesters.register(provider="acme", resource_type="instance")
                    def instances(account, region, sink, context):
                    """ + body
                        .indent(4)));
    }

    private static List<ResourceDescription> harvested(RecordingContext context) throws Exception {
        List<ResourceDescription> found = new ArrayList<>();
        context.only(Harvester.class).harvest(ACCOUNT, "eu", found::add, new TestJob(Map.of()));
        return found;
    }

    @Test
    void aProviderSaysWhatItNeedsTriesAnAccountAndNamesItsRegions() throws Exception {
        CloudProvider provider = harvesting("pass").only(CloudProvider.class);
        assertThat(provider.name()).isEqualTo("acme");
        assertThat(provider.title()).isEqualTo("Acme Cloud");
        assertThat(provider.settings()).extracting(SettingField::kind)
                .containsExactly(SettingField.Kind.SECRET_REFERENCE, SettingField.Kind.TEXT_LIST);
        RecordingContext any = new RecordingContext(Settings.NONE);
        assertThat(provider.test(ACCOUNT, any)).isEqualTo("lab with secret behind env:TOKEN");
        assertThat(provider.regions(ACCOUNT, any)).containsExactly("eu", "us");
        assertThatThrownBy(() -> provider.test(new CloudAccount(1, "bad", "acme", Settings.NONE), any))
                .hasMessageContaining("cloud provider 'acme' of plugin 'acme' failed: ValueError: no such user");
        assertThatThrownBy(() -> provider.regions(
                new CloudAccount(1, "x", "acme", new Settings(Map.of("regions", "eu"))), any))
                .hasMessageContaining("a list of names is expected");
    }

    @Test
    void aHarvesterHandsOverWhatItFinds() throws Exception {
        RecordingContext context = harvesting("""
            context.log("harvesting " + region + " of " + account.name + " " + account.secret("token"))
            sink.accept("i-1", name="web", state="running", instance_type="small", image_id="img", zone="eu-1",
                        network_id="n", subnet_id="s", private_ip="10.0.0.1", public_ip="1.2.3.4",
                        launched_at="2026-01-31T12:00:00+02:00", tags={"owner": "me", "count": 3},
                        attributes={"cpu": {"cores": 4}, "none": None})
            sink.accept("i-2", region="elsewhere")
            """);
        assertThat(context.only(Harvester.class)).satisfies(harvester -> {
            assertThat(harvester.name()).isEqualTo("acme.instance");
            assertThat(harvester.provider()).isEqualTo("acme");
            assertThat(harvester.resourceType()).isEqualTo("instance");
        });
        assertThat(harvested(context)).containsExactly(ResourceDescription.of("i-1", "eu").name("web").state("running")
                .instanceType("small").imageId("img").zone("eu-1").networkId("n").subnetId("s").privateIp("10.0.0.1")
                .publicIp("1.2.3.4").launchedAt(Instant.parse("2026-01-31T10:00:00Z")).tag("owner", "me")
                .tag("count", "3").attribute("cpu", Map.of("cores", 4)).build(),
                ResourceDescription.of("i-2", "elsewhere").build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        sink.accept(5)                             | native_id must be a text
        sink.accept("")                            | native_id must be a text
        sink.accept("i", name=5)                   | name must be a text, got 5
        sink.accept("i", launched_at="soon")       | launched_at: expected an instant
        sink.accept("i", attributes={"a": {1}})    | cannot be handed to Winnow
        sink.accept("i", colour="red")             | unexpected keyword argument 'colour'
        raise KeyError("x")                        | KeyError: 'x' (plugin.py, line 13)
        account.secret("password")                 | setting 'password' is missing
        """)
    void whatIsWrongWithAResourceFailsTheHarvestAndIsNamed(String line, String expected) throws Exception {
        RecordingContext context = harvesting(line);
        assertThatThrownBy(() -> harvested(context))
                .hasMessageStartingWith("harvester 'acme.instance' of plugin 'acme'")
                .hasMessageContaining(expected);
    }

    @Test
    void aCancelledHarvestStopsEvenWhereThePluginCatchesErrors() throws Exception {
        RecordingContext context = harvesting("""
            while True:
                try:
                    sink.accept("i")
                except Exception:
                    pass
            """);
        assertThatThrownBy(() -> context.only(Harvester.class).harvest(ACCOUNT, "eu", resource -> {
            throw new JobCancelledException("lease lost");
        }, new TestJob(Map.of()))).isInstanceOf(JobCancelledException.class).hasMessageContaining("lease lost");
    }
}
