package dev.winnow.scheduler.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Nothing that was started to try plugins is left, however the scheduler or the plugin ends. */
@Isolated("it looks at all processes that this JVM has started")
class ProbeProcessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ProcessHandle.current().descendants().filter(
                ProbeProcessIT::isProbe)).isEmpty());
    }

    @Test
    void aKillOfTheSchedulerEndsTheProcessWithThePluginAtWorkAndWhatThatStarted() throws Exception {
        PluginFolder plugins = new PluginFolder(folder.resolve("plugins"));
        Path pid = folder.resolve("sleeper.pid");
        plugins.java("loops", "1.0.0", """
            Process sleeper = new ProcessBuilder("sleep", "80000").start();
            java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), String.valueOf(sleeper.pid()));
            while (true) { }""".formatted(pid));
        Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), ForlornParent.class.getName(), folder.resolve("plugins/loops")
                        .toString(),
                folder.resolve("work").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = parent.inputReader()) {
            ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            await().atMost(PATIENCE).until(() -> Files.exists(pid) && Files.size(pid) > 0);
            ProcessHandle sleeper = ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();

            parent.destroyForcibly();

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(isRunning(child)).as("the process that tries plugins").isFalse();
                assertThat(isRunning(sleeper)).as("what the plugin started").isFalse();
            });
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void whatAPluginStartedAndDetachedIsFoundAndEnded() throws IOException {
        Path started = folder.resolve("started");
        try (ProbeUnderTest probe = new ProbeUnderTest(folder)) {
            probe.plugins.java("detaches", "1.0.0",
                    "new ProcessBuilder(\"sh\", \"-c\", \"(setsid sleep 80001 >/dev/null 2>&1 &) ; echo yes > %s\").start().waitFor();"
                            .formatted(started));

            assertThat(probe.look().codes("detaches")).containsExactly("P312");
            assertThat(Files.size(started)).as("it was started").isPositive();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ProcessHandle.allProcesses().map(process -> process
                .info().commandLine().orElse(""))).noneMatch(line -> line.contains("sleep 80001")));
    }

    @Test
    void aSchedulerThatIsToStopDoesNotWaitForAPlugin() throws Exception {
        try (ProbeUnderTest probe = new ProbeUnderTest(folder)) {
            probe.plugins.java("loops", "1.0.0", "while (true) { }");
            Thread scheduler = Thread.currentThread();
            Thread.ofPlatform().daemon().start(() -> {
                await().atMost(PATIENCE).until(() -> ProcessHandle.current().descendants().anyMatch(
                        ProbeProcessIT::isProbe));
                scheduler.interrupt();
            });

            assertThatThrownBy(probe::look).hasMessageContaining("asked to stop");
            assertThat(Thread.interrupted()).as("whoever called is told").isTrue();
        }
    }

    /** By its environment, since Java tells no long command line. */
    private static boolean isProbe(ProcessHandle process) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "environ")),
                    StandardCharsets.ISO_8859_1).contains(ProcessTree.VARIABLE + "=");
        } catch (IOException e) {
            return false;
        }
    }

    /** In a container nobody may collect what has ended: it stays in the table as defunct. */
    private static boolean isRunning(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        return process.isAlive() && (!Files.exists(status) || List.of(Files.readString(status).split("\n")).stream()
                .noneMatch(line -> line.startsWith("State:") && line.contains("Z")));
    }
}
