package dev.winnow.daemon.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which ends of a process count as deaths of the generation that it was loading. */
class DeathWhileLoadingTest {
    @TempDir
    Path folder;

    @Test
    void aPluginThatEndsTheProcessIsADeath() throws Exception {
        end(start("plugin exits"));
        assertThat(deaths()).isEqualTo(1);
    }

    @Test
    void aKilledProcessIsADeath() throws Exception {
        end(start("waits").destroyForcibly());
        assertThat(deaths()).isEqualTo(1);
    }

    /** Starts of one kind in other containers share the folder and know nothing of each other's process ids. */
    @Test
    void processesThatAreLoadingNowAreNoneWhateverTheirIds() throws Exception {
        List<Process> loading = List.of(start("waits"), start("waits"), start("waits"));
        assertThat(deaths()).isZero();
        new LoadingMarks(folder).forget();
        assertThat(folder).isDirectoryContaining(mark -> mark.getFileName().toString().startsWith("7-"));
        for (Process process : loading) {
            assertThat(folder).isDirectoryNotContaining(mark -> mark.toString().contains("-" + process.pid() + "-"));
            end(process.destroyForcibly());
        }
        assertThat(deaths()).isEqualTo(3);
    }

    @Test
    void aProcessThatRunsOutOfMemoryIsADeath() throws Exception {
        end(start("memory"));
        assertThat(deaths()).isEqualTo(1);
    }

    @Test
    void aStopAndAnExitOfTheDaemonsOwnAreNone() throws Exception {
        Process stopped = start("waits");
        stopped.destroy();
        end(stopped);
        end(start("daemon exits"));
        assertThat(deaths()).isZero();
    }

    private long deaths() {
        return new LoadingMarks(folder).deaths(7);
    }

    private static void end(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private Process start(String end) throws IOException {
        // As the launchers have it.
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m", "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
                LoadsAndDies.class.getName(), folder.toString(), end)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(process.inputReader().readLine()).isEqualTo("loading");
        return process;
    }
}
