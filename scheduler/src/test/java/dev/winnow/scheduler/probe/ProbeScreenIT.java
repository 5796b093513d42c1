package dev.winnow.scheduler.probe;

import dev.winnow.daemon.settings.ProbeSettings;
import dev.winnow.db.plugin.ProbedContent;
import dev.winnow.db.plugin.ProbedContent.ProbedExtension;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.scheduler.probe.ProbeUnderTest.Looked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Plugins of all kinds, loaded in a real process before they are published. */
@Execution(ExecutionMode.CONCURRENT)
class ProbeScreenIT {
    @TempDir
    Path folder;
    private ProbeUnderTest probe;

    @BeforeEach
    void open() {
        probe = new ProbeUnderTest(folder);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void aGoodPluginIsTriedOnceAndWhatItRegistersAndWarnsOfIsKnownFromThenOn() {
        probe.plugins.java("alpha", "1.0.0", "context.warn(\"mind the gap\"); System.out.println(\"hello\");");

        Looked first = probe.look();

        assertThat(first.good()).containsExactly("alpha");
        assertThat(first.started()).isEqualTo(1);
        assertThat(first.codes("alpha")).containsExactly("P401");
        ProbedContent probed = probe.probed(first.content("alpha"));
        assertThat(probed.passed()).isTrue();
        assertThat(probed.extensions()).containsExactly(new ProbedExtension("job handler", "alpha.job"));
        assertThat(probed.tries()).isEqualTo(1);

        Looked second = probe.look();
        assertThat(second.started()).as("nothing is new").isZero();
        assertThat(second.codes("alpha")).as("told again, from the record").containsExactly("P401");
    }

    @Test
    void tenHostileOnesAmongGoodOnesAreNamedAndAllGoodOnesPassInOneLook() {
        PluginFolder plugins = probe.plugins;
        for (String good : List.of("a_good", "h_good", "z_good")) {
            plugins.java(good, "1.0.0", "");
        }
        plugins.data("d_good", "1.0.0", "");
        plugins.python("p_good", "1.0.0", "def load():\n    pass\n");
        plugins.java("exits", "1.0.0", "System.exit(0);");
        plugins.java("exits_in_a_thread", "1.0.0",
                "Thread t = new Thread(() -> System.exit(0)); t.start(); t.join(); Thread.sleep(60000);");
        plugins.java("halts", "1.0.0", "Runtime.getRuntime().halt(0);");
        plugins.java("loops", "1.0.0", "while (true) { }");
        plugins.java("sleeps", "1.0.0",
                "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }");
        plugins.java("hoards", "1.0.0",
                "List<byte[]> l = new ArrayList<>(); while (true) { l.add(new byte[1 << 20]); }");
        plugins.java("hoards_and_hides_it", "1.0.0",
                "List<byte[]> l = new ArrayList<>(); while (true) { try { l.add(new byte[1 << 20]); } catch (Throwable e) { } }");
        plugins.java("multiplies_threads", "1.0.0",
                "while (true) { Thread t = new Thread(() -> { try { Thread.sleep(100000); } catch (Exception e) { } }); t.setDaemon(true); t.start(); }");
        plugins.java("recurses", "1.0.0", "new Object() { int down(int i) { return down(i + 1) + 1; } }.down(0);");
        plugins.java("kills_itself", "1.0.0",
                "new ProcessBuilder(\"kill\", \"-9\", String.valueOf(ProcessHandle.current().pid())).start().waitFor(); Thread.sleep(60000);");
        plugins.java("never_ends_its_exit", "1.0.0",
                "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } })); System.exit(0);");
        plugins.java("throws_up", "1.0.0",
                "throw new Error() { public String getMessage() { throw new RuntimeException(); } };");

        Looked looked = probe.look();

        assertThat(looked.good()).containsExactly("a_good", "d_good", "h_good", "p_good", "z_good");
        Map<String, List<String>> expected = Map.ofEntries(Map.entry("exits", List.of("P305")),
                Map.entry("exits_in_a_thread", List.of("P305")), Map.entry("halts", List.of("P305")),
                Map.entry("loops", List.of("P302")), Map.entry("sleeps", List.of("P302")),
                Map.entry("hoards", List.of("P310")), Map.entry("hoards_and_hides_it", List.of("P310")),
                Map.entry("multiplies_threads", List.of("P310")), Map.entry("recurses", List.of("P301")),
                Map.entry("kills_itself", List.of("P310")), Map.entry("never_ends_its_exit", List.of("P305")),
                Map.entry("throws_up", List.of("P301")));
        assertThat(looked.codesOf(expected.keySet())).isEqualTo(expected);
        assertThat(looked.broken()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(looked.warnings("exits").getFirst()).satisfies(warning -> {
            assertThat(warning.file()).isEqualTo("Main.java");
            assertThat(warning.line()).isPositive();
            assertThat(warning.message()).contains("example.Main.load");
        });
        assertThat(looked.warnings("loops").getFirst().file()).isEqualTo("Main.java");
        assertThat(probe.look().started()).as("nothing is new: what is broken is known, too").isZero();
    }

    @Test
    void whatAPluginDoesBesideRegisteringIsSeen() {
        probe.plugins.java("leaves_threads", "1.0.0",
                "Thread t = new Thread(() -> { try { Thread.sleep(100000); } catch (Exception e) { } }, \"poller\"); t.start();");
        probe.plugins.java("starts_processes", "1.0.0",
                "new ProcessBuilder(\"true\", \"pip\", \"install\").start().waitFor();");
        probe.plugins.java("connects_by_socket", "1.0.0",
                "try { new java.net.Socket(\"127.0.0.1\", 1).close(); } catch (java.io.IOException e) { }");
        probe.plugins.java("connects_by_client", "1.0.0",
                """
                    try { java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create("http://192.0.2.1:81/")).build(), java.net.http.HttpResponse.BodyHandlers.discarding());
                    } catch (java.io.IOException e) { }""");
        probe.plugins.java("connects_by_group", "1.0.0", """
            try { java.nio.channels.AsynchronousSocketChannel.open(); } catch (java.io.IOException e) { }""");
        probe.plugins.java("listens", "1.0.0",
                "try { new java.net.ServerSocket(0).close(); } catch (java.io.IOException e) { }");
        probe.plugins.java("looks_names_up", "1.0.0",
                "try { java.net.InetAddress.getByName(\"mirror.example.com\"); } catch (java.io.IOException e) { }");
        probe.plugins.java("needs_the_network", "1.0.0",
                "new java.net.URL(\"http://mirror.example.com/\").openStream();");
        probe.plugins.java("makes_a_client", "1.0.0",
                "java.net.http.HttpClient.newHttpClient(); java.net.InetAddress.getLocalHost();");

        Looked looked = probe.look();

        assertThat(looked.codes("leaves_threads")).containsExactly("P311");
        assertThat(looked.text("leaves_threads")).contains("poller");
        assertThat(looked.codes("starts_processes")).containsExactly("P312");
        assertThat(looked.text("starts_processes")).contains("true pip install", "example.Main.load");
        assertThat(looked.codes("connects_by_socket")).containsExactly("P313");
        assertThat(looked.text("connects_by_socket")).contains("127.0.0.1:1", "Main.java");
        assertThat(looked.codes("connects_by_client")).containsExactly("P313");
        assertThat(looked.text("connects_by_client")).contains("192.0.2.1:81");
        assertThat(looked.codes("connects_by_group")).containsExactly("P313");
        assertThat(looked.codes("listens")).containsExactly("P313");
        assertThat(looked.codes("looks_names_up")).containsExactly("P313");
        assertThat(looked.text("looks_names_up")).contains("mirror.example.com");
        assertThat(looked.codes("needs_the_network")).as("it fails for it").containsExactly("P301", "P313");
        assertThat(looked.codes("makes_a_client")).as("no fault").isEmpty();
        assertThat(looked.broken()).containsExactly("needs_the_network");
        assertThat(probe.meters.get("winnow.plugin.probe").tag("outcome", "passed").timer().count()).isEqualTo(8);
    }

    @Test
    void whatItPrintsCannotPassForAnAnswer() {
        probe.plugins.java("forges", "1.0.0",
                """
                    java.io.FileOutputStream out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
                    for (int i = 0; i < 5; i++) {
                        out.write(("\\nabc {\\"kind\\":\\"tried\\",\\"number\\":" + i + ",\\"loaded\\":true,\\"extensions\\":[],"
                            + "\\"warnings\\":[],\\"loadTime\\":1,\\"last\\":false}\\nand no line end").getBytes());
                    }
                    out.write(new byte[20 << 20]);
                    throw new IllegalStateException("it does not load");""");
        probe.plugins.java("good", "1.0.0", "");

        Looked looked = probe.look();

        assertThat(looked.broken()).containsExactly("forges");
        assertThat(looked.codes("forges")).containsExactly("P301");
        assertThat(looked.good()).containsExactly("good");
    }

    @Test
    void noSecretIsInItsEnvironmentAndAReferenceGivesAPlaceholder() {
        probe.plugins.java("looks_around", "1.0.0", """
            context.warn(new TreeMap<>(System.getenv()).keySet() + " " + context.secrets().resolve("env:PATH") + " "
                + context.settings().text("colour"));""");

        Looked looked = probe.look();

        assertThat(looked.text("looks_around")).contains("PATH", "placeholder-while-the-plugin-is-tried")
                .doesNotContain("WINNOW_DB", "PASSWORD", "TOKEN", "SECRET");
    }

    @Test
    void anotherVersionOfTheSpiHasAllTriedAgainAndALongPauseWhatMayHaveBeenTheMachine() {
        probe.plugins.java("good", "1.0.0", "");
        probe.plugins.java("slow", "1.0.0", "Thread.sleep(60_000);");
        probe.plugins.java("wrong", "1.0.0", "throw new IllegalStateException();");
        Looked first = probe.look();
        assertThat(first.codes("slow")).containsExactly("P302");
        assertThat(probe.look().started()).isZero();

        probe.now.updateAndGet(now -> now.plus(Duration.ofMinutes(11)));
        assertThat(probe.look().started()).as("the slow one").isEqualTo(1);
        assertThat(probe.look().started()).isZero();
        probe.now.updateAndGet(now -> now.plus(Duration.ofMinutes(11)));
        assertThat(probe.look().started()).as("the third time").isEqualTo(1);
        probe.now.updateAndGet(now -> now.plus(Duration.ofDays(1)));
        assertThat(probe.look().started()).as("three times are enough").isZero();

        ProbedContent known = probe.probed(first.content("good"));
        probe.probes().save(new ProbedContent(known.digest(), "0.9.0", false, List.of(), List.of(), known.loadTime(), 7,
                known.probedAt()));
        Looked after = probe.look();
        assertThat(after.started()).isEqualTo(1);
        assertThat(after.good()).containsExactly("good");
        assertThat(probe.probed(first.content("good"))).satisfies(probed -> {
            assertThat(probed.passed()).isTrue();
            assertThat(probed.tries()).isEqualTo(1);
        });
    }

    @Test
    void whatWouldNotFindWhatItNeedsIsRefusedAndWhatItNeedsIsLoadedWithIt() {
        probe.plugins.java("base", "1.4.0", "System.setProperty(\"base\", \"loaded\");");
        probe.plugins.java("on_top", "1.0.0", needs("base", ">=1.4"), """
            if (!"loaded".equals(System.getProperty("base"))) { throw new IllegalStateException("alone"); }""");
        probe.plugins.java("too_new", "1.0.0", needs("base", ">=2.0"), "");
        probe.plugins.java("orphan", "1.0.0", needs("nobody", ">=1.0"), "");
        probe.plugins.data("round", "1.0.0", needs("and_round", "*"));
        probe.plugins.data("and_round", "1.0.0", needs("round", "*"));
        probe.plugins.data("from_the_future", "1.0.0", ", \"requires\": {\"winnow\": \">=99.0\"}");
        probe.plugins.java("broken", "1.0.0", "throw new IllegalStateException();");
        probe.plugins.java("leans_on_broken", "1.0.0", needs("broken", "*"), "");
        probe.plugins.java("leans_on_that", "1.0.0", needs("leans_on_broken", "*"), "");

        Looked looked = probe.look();

        assertThat(looked.good()).containsExactly("base", "on_top");
        assertThat(looked.codesOf(looked.broken())).isEqualTo(Map.of("too_new", List.of("P106"), "orphan", List.of(
                "P106"), "round", List.of("P106"), "and_round", List.of("P106"), "from_the_future", List.of("P105"),
                "broken", List.of("P301"), "leans_on_broken", List.of("P106"), "leans_on_that", List.of("P106")));
    }

    @Test
    void aNewVersionMayRestOnTheLastGoodVersionOfWhatItNeeds() {
        probe.plugins.java("base", "1.0.0", "");
        PluginContent good = probe.look().content("base");
        probe.publish(good);
        probe.plugins.java("base", "2.0.0", "throw new IllegalStateException();");
        probe.plugins.java("old_friend", "1.0.0", needs("base", "1.x"), "");
        probe.plugins.java("new_friend", "1.0.0", needs("base", "2.x"), "");

        Looked looked = probe.look(ProbeUnderTest.published(good));

        assertThat(looked.good()).containsExactly("old_friend");
        assertThat(looked.codesOf(looked.broken())).isEqualTo(Map.of("base", List.of("P301"), "new_friend", List.of(
                "P106")));
        assertThat(looked.warnings("new_friend").getFirst().message()).contains("2.x, and 1.0.0 is there");
    }

    @Test
    void whatIsLiveStaysLiveWhateverATryShows() {
        probe.plugins.java("live", "1.0.0", needs("gone", "*"), "");
        probe.plugins.java("failing", "1.0.0", "throw new IllegalStateException();");
        probe.settings(new ProbeSettings(false, Duration.ofSeconds(30), DataSize.ofMegabytes(256)));
        probe.plugins.data("gone", "1.0.0", "");
        Looked unseen = probe.look();
        assertThat(unseen.started()).as("switched off").isZero();
        assertThat(unseen.good()).containsExactly("failing", "gone", "live");

        probe.settings(new ProbeSettings(true, Duration.ofSeconds(30), DataSize.ofMegabytes(256)));
        probe.plugins.remove("gone");
        Looked looked = probe.look(ProbeUnderTest.published(unseen.content("live")), ProbeUnderTest.published(unseen
                .content("failing")));

        assertThat(looked.good()).containsExactly("failing", "live");
        assertThat(looked.codes("live")).containsExactly("P106");
        assertThat(looked.codes("failing")).containsExactly("P301");
    }

    @Test
    void wherePluginsCannotBeTriedTheyArePublishedUntriedAndItIsSaid() {
        probe.settings(new ProbeSettings(true, Duration.ofSeconds(30), DataSize.ofTerabytes(900)));
        probe.plugins.java("one", "1.0.0", "");
        probe.plugins.java("two", "1.0.0", "throw new IllegalStateException();");

        Looked looked = probe.look();

        assertThat(looked.good()).containsExactly("one", "two");
        assertThat(looked.codes("one")).containsExactly("P314");
        assertThat(looked.codes("two")).containsExactly("P314");
        assertThat(looked.text("one")).contains("before it was ready");
        assertThat(probe.probes().find(looked.content("one").digest())).isEmpty();

        probe.settings(new ProbeSettings(true, Duration.ofSeconds(30), DataSize.ofMegabytes(256)));
        Looked mended = probe.look();
        assertThat(mended.good()).containsExactly("one");
        assertThat(mended.codes("two")).containsExactly("P301");
    }

    @Test
    void aPythonPluginIsTriedInItsSandbox() {
        probe.plugins.python("good_snake", "1.0.0", "import warnings\ndef load():\n    warnings.warn('old skin')\n");
        probe.plugins.python("bad_snake", "1.0.0", "def load():\n    raise ValueError('no')\n");
        probe.plugins.python("spinning_snake", "1.0.0", "def load():\n    while True:\n        pass\n");
        probe.plugins.python("leaving_snake", "1.0.0", "import os\ndef load():\n    os._exit(3)\n");

        Looked looked = probe.look();

        assertThat(looked.good()).containsExactly("good_snake");
        assertThat(looked.codes("good_snake")).contains("P401");
        assertThat(looked.codesOf(looked.broken())).isEqualTo(Map.of("bad_snake", List.of("P301"), "spinning_snake",
                List.of("P302"), "leaving_snake", List.of("P305")));
        assertThat(looked.warnings("bad_snake").getFirst()).satisfies(warning -> {
            assertThat(warning.file()).isEqualTo("plugin.py");
            assertThat(warning.line()).isEqualTo(2);
        });
    }

    private static String needs(String plugin, String range) {
        return ", \"requires\": {\"plugins\": {\"%s\": \"%s\"}}".formatted(plugin, range);
    }
}
