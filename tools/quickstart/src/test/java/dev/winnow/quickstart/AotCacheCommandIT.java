package dev.winnow.quickstart;

import dev.winnow.embedded.ChildProcess;
import dev.winnow.embedded.FreePort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What {@code winnow aot-cache} leaves, by the real launcher, and what the launcher makes of it. */
class AotCacheCommandIT {
    private static final Path LAUNCHER = Path.of("..", "..", "packaging", "dist", "bin", "winnow");

    @TempDir
    Path folder;

    private Path home;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void install() throws Exception {
        home = DummyInstallation.in(folder.resolve("home"), DummyDaemon.class);
        Path launcher = Files.createDirectories(home.resolve("bin")).resolve("winnow");
        Files.copy(LAUNCHER, launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aStartOfEachDaemonIsRecordedAndLaterStartsUseIt() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "only Java 25 and newer keep such a cache");

        assertThat(run()).as(said.toString()).isZero();

        assertThat(home.resolve("aot")).isDirectoryContaining("glob:**/winnow-scheduler.aot")
                .isDirectoryContaining("glob:**/winnow-worker.aot")
                .isDirectoryContaining("glob:**/winnow-interface-server.aot");
        assertThat(startsFromTheCache()).isTrue();
        // As after an upgrade: the old classes must not run.
        Path jar = home.resolve("lib/winnow-worker.jar");
        FileTime before = Files.getLastModifiedTime(jar);
        addTo(jar, "another.build");
        Files.setLastModifiedTime(jar, before);
        assertThat(startsFromTheCache()).isFalse();
    }

    @Test
    void aDaemonThatLeavesNoneDoesNotCostTheOthersTheirs() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "only Java 25 and newer keep such a cache");
        addTo(home.resolve("lib/winnow-scheduler.jar"), DummyDaemon.KILLED);

        assertThat(run()).as(said.toString()).isEqualTo(1);

        assertThat(said.toString()).contains("no cache was left by scheduler, which will start as before");
        assertThat(home.resolve("aot")).isDirectoryNotContaining("glob:**/winnow-scheduler.aot")
                .isDirectoryContaining("glob:**/winnow-interface-server.aot");
        assertThat(startsFromTheCache()).isTrue();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "only Java 25 and newer keep such a cache");
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run("--into", file.toString())).isEqualTo(1);

        assertThat(said.toString()).startsWith("winnow aot-cache: ").contains(file.toString());
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return new CommandLine(new AotCacheCommand(Map.of("WINNOW_HOME", home.toString()), out, out))
                .execute(arguments);
    }

    private static void addTo(Path jar, String name) throws Exception {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.writeString(inside.getPath(name), "");
        }
    }

    /** Whether a worker that the launcher starts has its classes from the cache, once it is ready. */
    private boolean startsFromTheCache() throws Exception {
        int port = FreePort.any();
        Path classes = folder.resolve("classes-" + port);
        Map<String, String> environment = Map.of("WINNOW_JAVA_HOME", System.getProperty("java.home"),
                "WINNOW_DIAGNOSTICS_DIR", folder.toString(), "WINNOW_WORKER_MANAGEMENT_PORT", Integer.toString(port),
                "WINNOW_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        ChildProcess process = ChildProcess.start("worker", List.of(home.resolve("bin/winnow").toString(), "worker"),
                environment, folder, folder.resolve("worker.log"));
        try {
            while (!isReady(port)) {
                assertThat(process.waitFor(Duration.ofMillis(50))).as(process.tail()).isFalse();
            }
        } finally {
            process.stop(Duration.ofSeconds(10));
        }
        return Files.readString(classes).lines().filter(line -> line.contains(DummyDaemon.class.getName() + " source"))
                .allMatch(line -> line.contains("shared objects file"));
    }

    private static boolean isReady(int port) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/ready")
                .toURL().openConnection();
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (java.io.IOException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }
}
