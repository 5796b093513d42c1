package dev.winnow.daemon;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.signature.PluginSignature;
import dev.winnow.plugin.signature.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** A daemon goes by its own keys and its own distribution, whatever was published. */
class SignedLoadingIT {
    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    Path folder;
    private TestDaemon servers;
    private TestPublisher publisher;
    private Path keys = Path.of("");

    @BeforeEach
    void migrate() throws Exception {
        servers = new TestDaemon(folder.resolve("cache"));
        servers.migrate();
        publisher = new TestPublisher(servers.settings(Account.SCHEDULER), folder.resolve("source"));
        keys = Files.createDirectories(folder.resolve("keys"));
        Path key = folder.resolve("key");
        KEY.write(key);
        Files.copy(SigningKey.publicFile(key), keys.resolve("release.pub"));
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void onlyWhatAKeyOfThisHostSignedIsLoadedWhereThatIsRequired() throws Exception {
        Path good = signed("good", KEY);
        Path changed = signed("changed", KEY);
        Files.writeString(changed.resolve("assets/index.html"), "evil");
        publisher.publishAs("local", good, publisher.plugin("unsigned"), signed("foreign", SigningKey.generate()),
                changed);

        Loaded loaded = load("require");
        assertThat(loaded.plugins()).containsExactly("good");
        assertThat(loaded.codes()).containsExactlyInAnyOrderEntriesOf(Map.of("unsigned",
                WarningCode.SIGNATURE_MISSING, "foreign", WarningCode.SIGNATURE_UNTRUSTED, "changed",
                WarningCode.SIGNATURE_WRONG));

        assertThat(load("warn").plugins()).containsExactly("changed", "foreign", "good", "unsigned");
        assertThat(load("off").codes()).isEmpty();

        Files.delete(keys.resolve("release.pub"));
        Loaded without = load("require");
        assertThat(without.plugins()).isEmpty();
        assertThat(without.codes()).containsEntry("winnow", WarningCode.SIGNATURE_UNTRUSTED).containsEntry("good",
                WarningCode.SIGNATURE_UNTRUSTED);
    }

    @Test
    void aManifestThatSomebodyChangedInMySqlIsNotTheOneThatWasSigned() throws Exception {
        publisher.publishAs("local", signed("first", KEY), signed("second", KEY));
        servers.changeManifest("second", "\"permissions\":[]", "\"permissions\":[\"network\"]");

        Loaded loaded = load("require");
        assertThat(loaded.plugins()).containsExactly("first");
        assertThat(loaded.codes()).containsExactly(Map.entry("second", WarningCode.SIGNATURE_WRONG));
    }

    @Test
    void thatAPluginShipsWithWinnowIsToldByThisHostsOwnDistribution() throws Exception {
        Path shipped = publisher.plugin("shipped");
        publisher.publishAs("bundled", shipped, publisher.plugin("smuggled"));
        Path home = folder.resolve("home");
        FileSystemUtils.copyRecursively(shipped, home.resolve("bundled-plugins/shipped"));

        Loaded loaded = load("require", "--winnow.home=" + home);
        assertThat(loaded.plugins()).containsExactly("shipped");
        assertThat(loaded.codes()).containsExactly(Map.entry("smuggled", WarningCode.SIGNATURE_MISSING));
        assertThat(load("warn").plugins()).containsExactly("shipped", "smuggled");
    }

    private Path signed(String name, SigningKey key) throws Exception {
        Path plugin = publisher.plugin(name);
        Files.write(plugin.resolve(PluginSignature.FILE_NAME),
                PluginSignature.sign(new ContentReader().readUnpacked(plugin, name).content(), key).bytes());
        return plugin;
    }

    private Loaded load(String policy, String... more) throws Exception {
        try (ConfigurableApplicationContext context = DaemonApplication.start(PluginLoadingIT.MainWithHandler.class,
                DaemonKind.WORKER, CommandLine.NO_OPTIONS, BeforeStart.NOTHING,
                servers.arguments(Account.WORKER, Stream.concat(Stream.of("--winnow.worker.management-port=0",
                        "--winnow.plugin.signatures=" + policy, "--winnow.plugin.trusted-keys=" + keys),
                        Stream.of(more)).toArray(String[]::new)))) {
            PluginHost plugins = context.getBean(PluginHost.class);
            plugins.load();
            Map<String, WarningCode> codes = new TreeMap<>();
            context.getBean(PluginWarnings.class).open().stream().map(open -> open.warning()).forEach(
                    (PluginWarning warning) -> codes.put(warning.plugin(), warning.code()));
            return new Loaded(plugins.plugins().stream().map(plugin -> plugin.name()).toList(), codes);
        }
    }

    private record Loaded(List<String> plugins, Map<String, WarningCode> codes) {
    }
}
