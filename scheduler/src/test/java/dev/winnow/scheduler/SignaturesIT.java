package dev.winnow.scheduler;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.request.Requests;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.signature.PluginSignature;
import dev.winnow.plugin.signature.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Signatures from a plugin folder to MySQL and to what the scheduler itself loads, by each policy. */
class SignaturesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    Path folder;
    private Suite suite;
    private Path keys = Path.of("");

    @BeforeEach
    void start() throws Exception {
        suite = new Suite(folder);
        keys = Files.createDirectories(folder.resolve("keys"));
        Path key = folder.resolve("key");
        KEY.write(key);
        Files.copy(SigningKey.publicFile(key), keys.resolve("release.pem"));
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void whereSignaturesAreRequiredNothingElseIsPublishedAndTheLastGoodVersionStays() throws Exception {
        write("alpha", "1.0.0");
        sign("alpha", KEY);
        write("beta", "1.0.0");
        write("gamma", "1.0.0");
        sign("gamma", SigningKey.generate());
        ConfigurableApplicationContext first = settled("require");
        assertThat(states(first)).containsExactlyInAnyOrderEntriesOf(Map.of("alpha", State.ACTIVE, "beta",
                State.BROKEN, "gamma", State.BROKEN));
        assertThat(codes(first, "alpha")).isEmpty();
        assertThat(codes(first, "beta")).containsExactly(WarningCode.SIGNATURE_MISSING);
        assertThat(codes(first, "gamma")).containsExactly(WarningCode.SIGNATURE_UNTRUSTED);
        String digest = digest(first, "alpha");
        assertThat(first.getBean(PluginStore.class).signer(digest)).contains(KEY.verifyKey().id());
        assertThat(loaded(first)).containsExactly("alpha");

        Path page = suite.plugins.resolve("alpha/processes/hourly.yaml");
        Files.writeString(page, Files.readString(page) + "\n");
        Requests.Answer changed = ask("plugins.publish", Map.of());
        assertThat(changed.outcome()).as(changed.toString()).isEqualTo("done");
        assertThat(states(first)).containsEntry("alpha", State.STALE);
        assertThat(digest(first, "alpha")).isEqualTo(digest);
        assertThat(warnings(first, "alpha")).singleElement().satisfies(warning -> {
            assertThat(warning.warning().code()).isEqualTo(WarningCode.SIGNATURE_WRONG);
            assertThat(warning.warning().file()).isEqualTo("processes/hourly.yaml");
            assertThat(warning.warning().message()).contains("processes/hourly.yaml was changed");
        });
        suite.stop(first);

        ConfigurableApplicationContext again = settled("require");
        assertThat(states(again)).as("a start later").containsEntry("alpha", State.STALE);
        assertThat(loaded(again)).containsExactly("alpha");
        sign("alpha", KEY);
        ask("plugins.publish", Map.of());
        assertThat(states(again)).containsEntry("alpha", State.ACTIVE);
        assertThat(codes(again, "alpha")).isEmpty();
    }

    @Test
    void anOldSignedVersionDoesNotComeBackUnseenButARollbackDoes() throws Exception {
        write("alpha", "1.0.0");
        sign("alpha", KEY);
        Path old = suite.plugins.resolve("alpha");
        ConfigurableApplicationContext context = settled("require");
        Path aside = Files.move(old, folder.resolve("aside"), StandardCopyOption.ATOMIC_MOVE);
        write("alpha", "1.10.0");
        sign("alpha", KEY);
        ask("plugins.publish", Map.of());
        assertThat(version(context)).isEqualTo("1.10.0");

        Path newer = Files.move(old, folder.resolve("newer"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(aside, old, StandardCopyOption.ATOMIC_MOVE);
        ask("plugins.publish", Map.of());
        assertThat(version(context)).isEqualTo("1.10.0");
        assertThat(warnings(context, "alpha")).singleElement().satisfies(warning -> {
            assertThat(warning.warning().code()).isEqualTo(WarningCode.VERSION_LOWERED);
            assertThat(warning.warning().message()).contains("1.0.0 was found, 1.10.0 is live");
        });

        Files.move(old, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(newer, old, StandardCopyOption.ATOMIC_MOVE);
        ask("plugins.publish", Map.of());
        assertThat(codes(context, "alpha")).isEmpty();
        Requests.Answer rollback = ask("plugins.rollback", Map.of("generation", 1));
        assertThat(rollback.outcome()).as(rollback.toString()).isEqualTo("done");
        assertThat(version(context)).isEqualTo("1.0.0");
    }

    @Test
    void whereTheyAreOnlyWarnedOfEverythingIsPublishedAndEachFaultIsNamed() throws Exception {
        write("alpha", "1.1.0");
        write("beta", "1.0.0");
        sign("beta", KEY);
        Files.writeString(suite.plugins.resolve("beta/extra.txt"), "more");
        ConfigurableApplicationContext context = settled("warn");
        assertThat(states(context)).containsOnly(Map.entry("alpha", State.ACTIVE), Map.entry("beta", State.ACTIVE));
        assertThat(loaded(context)).containsExactly("alpha", "beta");
        assertThat(codes(context, "alpha")).containsOnly(WarningCode.SIGNATURE_MISSING);
        assertThat(codes(context, "beta")).containsOnly(WarningCode.SIGNATURE_WRONG);
        assertThat(context.getBean(PluginStore.class).warningCounts()).as("the same by publishing and by loading")
                .containsEntry("alpha", 1).containsEntry("beta", 1);
        assertThat(context.getBean(PluginStore.class).signer(digest(context, "beta"))).isEmpty();

        write("alpha", "1.0.9");
        ask("plugins.publish", Map.of());
        assertThat(version(context)).isEqualTo("1.0.9");
        assertThat(codes(context, "alpha")).contains(WarningCode.VERSION_LOWERED);
    }

    @Test
    void aFreshInstallationIsNotToldThatItsPluginsAreUnsigned() {
        suite.writePlugin("alpha", "1.0.0");
        ConfigurableApplicationContext context = settled();
        assertThat(warnings(context, "alpha")).isEmpty();
        assertThat(warnings(context, "winnow")).isEmpty();
    }

    @Test
    void requireWithoutKeysSaysOnceWhyNothingIsPublished() throws Exception {
        write("alpha", "1.0.0");
        sign("alpha", KEY);
        Files.delete(keys.resolve("release.pem"));
        ConfigurableApplicationContext context = settled("require");
        assertThat(states(context)).containsEntry("alpha", State.BROKEN);
        assertThat(warnings(context, "winnow")).extracting(warning -> warning.warning().message()).isNotEmpty()
                .allSatisfy(message -> assertThat(message).contains("holds no public key", "every plugin that does"
                        + " not ship with Winnow is refused"));
        assertThat(context.getBean(PluginStore.class).warningCounts()).containsEntry("winnow", 1);
    }

    private void write(String name, String version) {
        suite.writePlugin(name, version);
    }

    private void sign(String name, SigningKey key) throws Exception {
        Path plugin = suite.plugins.resolve(name);
        Files.write(plugin.resolve(PluginSignature.FILE_NAME),
                PluginSignature.sign(new ContentReader().readUnpacked(plugin, name).content(), key).bytes());
    }

    private ConfigurableApplicationContext settled(String policy) {
        return settle("--winnow.plugin.signatures=" + policy, "--winnow.plugin.trusted-keys=" + keys);
    }

    private ConfigurableApplicationContext settled() {
        return settle();
    }

    private ConfigurableApplicationContext settle(String... arguments) {
        ConfigurableApplicationContext context = suite.startScheduler(arguments);
        await().atMost(PATIENCE).until(() -> context.getBean(Readiness.class).isReady()
                && context.getBean(PluginHost.class).isLoaded());
        return context;
    }

    private Requests.Answer ask(String kind, Map<String, Object> arguments) {
        Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
        long id = requests.ask(kind, arguments, "user:ada");
        await().atMost(PATIENCE).until(() -> requests.answer(id).isPresent());
        return requests.answer(id).orElseThrow();
    }

    private static Generation current(ConfigurableApplicationContext context) {
        return context.getBean(PluginStore.class).current().orElseThrow();
    }

    private static Map<String, State> states(ConfigurableApplicationContext context) {
        return current(context).plugins().stream().collect(java.util.stream.Collectors.toMap(PublishedPlugin::name,
                PublishedPlugin::state));
    }

    private static PublishedPlugin published(ConfigurableApplicationContext context, String name) {
        return current(context).plugins().stream().filter(plugin -> plugin.name().equals(name)).findFirst()
                .orElseThrow();
    }

    private static String digest(ConfigurableApplicationContext context, String name) {
        return String.valueOf(published(context, name).digest());
    }

    private static String version(ConfigurableApplicationContext context) {
        return Optional.ofNullable(published(context, "alpha").manifest()).map(Manifest::version).orElse("");
    }

    private static List<String> loaded(ConfigurableApplicationContext context) {
        return context.getBean(PluginHost.class).plugins().stream().map(plugin -> plugin.name()).toList();
    }

    private static List<RecordedWarning> warnings(ConfigurableApplicationContext context, String plugin) {
        return context.getBean(PluginWarnings.class).open(plugin);
    }

    private static List<WarningCode> codes(ConfigurableApplicationContext context, String plugin) {
        return warnings(context, plugin).stream().map(warning -> warning.warning().code()).toList();
    }
}
