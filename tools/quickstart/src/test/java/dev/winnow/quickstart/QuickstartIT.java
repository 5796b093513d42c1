package dev.winnow.quickstart;

import dev.winnow.embedded.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The quickstart from outside, with real servers and daemons that only say that they are ready. */
class QuickstartIT {
    @TempDir
    Path folder;

    private Path home;
    private Path data;
    private final int port = FreePort.any();
    private final List<RunningQuickstart> running = new java.util.ArrayList<>();

    @BeforeEach
    void install() throws Exception {
        home = DummyInstallation.in(folder.resolve("home"), DummyDaemon.class);
        data = folder.resolve("state");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (RunningQuickstart quickstart : running) {
            if (quickstart.process().isAlive()) {
                quickstart.terminate();
            }
        }
    }

    private RunningQuickstart start(String... more) throws Exception {
        RunningQuickstart quickstart = RunningQuickstart.start(home, data, port,
                Map.of("WINNOW_DB_PASSWORD", "of another database", "WINNOW_CHECKOUT", "/nowhere"), more);
        running.add(quickstart);
        return quickstart;
    }

    @Test
    void fromTheFirstStartToTheLast() throws Exception {
        RunningQuickstart first = start();
        String ready = first.await("Winnow is ready");
        assertThat(ready).matches("Winnow is ready: http://localhost:" + port
                + "  \\(sign in as admin, password [a-zA-Z0-9]{14}\\)");
        String token = Files.readString(data.resolve("token")).strip();
        assertThat(Files.readString(data.resolve("diagnostics/requests")))
                .startsWith("POST /api/v1/accounts Bearer " + token + " {\"name\":\"demo\",\"provider\":\"aws-file\"")
                .contains("POST /api/v1/accounts/77/harvest Bearer " + token);
        for (String secret : List.of("token", "secrets")) {
            assertThat(Files.getPosixFilePermissions(data.resolve(secret)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        eachDaemonKnowsItsOwnPasswordOnly();

        anotherQuickstartOnTheSameDataIsRefused(first);
        aDaemonThatIsKilledIsStartedAgain(first);
        aServerThatIsKilledIsStartedAgain(first);

        List<Long> pids = RunningQuickstart.pids(data);
        assertThat(pids).allMatch(RunningQuickstart::alive);
        assertThat(first.terminate()).isLessThan(30);
        assertThat(pids).noneMatch(RunningQuickstart::alive);
        assertThat(data.resolve("pids")).isEmptyDirectory();

        RunningQuickstart second = start();
        assertThat(second.await("Winnow is ready")).contains("winnow users reset-password admin")
                .doesNotContain("password ".concat(ready.replaceAll(".*password ([a-zA-Z0-9]+).*", "$1")));
        assertThat(Files.readString(data.resolve("token")).strip()).isEqualTo(token);
        assertThat(Files.readString(data.resolve("diagnostics/interface-server.environment")))
                .doesNotContain("WINNOW_ADMIN_PASSWORD");

        aKilledQuickstartsProcessesAreEndedByTheNext(second);

        RunningQuickstart anew = start("--reset");
        assertThat(anew.await("Winnow is ready")).contains("sign in as admin, password ");
        assertThat(Files.readString(data.resolve("token")).strip()).isNotEqualTo(token);
    }

    private void eachDaemonKnowsItsOwnPasswordOnly() throws Exception {
        Map<String, String> secrets = Files.readAllLines(data.resolve("secrets")).stream().collect(
                java.util.stream.Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
        String scheduler = Files.readString(data.resolve("diagnostics/scheduler.environment"));
        String worker = Files.readString(data.resolve("diagnostics/worker.environment"));
        assertThat(scheduler).startsWith("arguments --db-upgrade\n")
                .contains("WINNOW_DB_PASSWORD=" + secrets.get("mariadb.scheduler"))
                .contains("WINNOW_DB_MIGRATE_PASSWORD=" + secrets.get("mariadb.migrate"))
                .contains("WINNOW_DIAGNOSTICS=on")
                .doesNotContain(secrets.get("mariadb.worker")).doesNotContain("WINNOW_CHECKOUT")
                .doesNotContain("WINNOW_ADMIN");
        assertThat(worker).contains("WINNOW_DB_PASSWORD=" + secrets.get("mariadb.worker"))
                .contains("WINNOW_DB_USERNAME=winnow_worker").doesNotContain(secrets.get("mariadb.migrate"))
                .doesNotContain(secrets.get("mariadb.scheduler")).doesNotContain("of another database");
    }

    private void anotherQuickstartOnTheSameDataIsRefused(RunningQuickstart first) throws Exception {
        RunningQuickstart other = RunningQuickstart.start(home, data, FreePort.any(), Map.of());
        assertThat(other.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.process().exitValue()).isEqualTo(1);
        assertThat(other.output()).contains("another quickstart (process " + first.process().pid() + ") is running on");
    }

    private void aDaemonThatIsKilledIsStartedAgain(RunningQuickstart quickstart) throws Exception {
        long before = Long.parseLong(Files.readString(data.resolve("pids/worker.pid")).strip());
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        quickstart.await("worker ended (exit value 137)");
        quickstart.await("worker has been started again");
        long after = Long.parseLong(Files.readString(data.resolve("pids/worker.pid")).strip());
        assertThat(after).isNotEqualTo(before);
        assertThat(RunningQuickstart.alive(after)).isTrue();
    }

    private void aServerThatIsKilledIsStartedAgain(RunningQuickstart quickstart) throws Exception {
        for (String server : List.of("redis", "mariadb")) {
            long before = Long.parseLong(Files.readString(data.resolve("pids/" + server + ".pid")).strip());
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            quickstart.await(server + " has been started again");
        }
    }

    private void aKilledQuickstartsProcessesAreEndedByTheNext(RunningQuickstart killed) throws Exception {
        List<Long> left = RunningQuickstart.pids(data);
        killed.process().destroyForcibly().waitFor();
        assertThat(left).allMatch(RunningQuickstart::alive);
        // A process id that went to another program must not be touched.
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Files.writeString(data.resolve("pids/worker.pid"), Long.toString(stranger.pid()));
        ProcessHandle.of(left.get(1)).orElseThrow().destroyForcibly();
        try {
            RunningQuickstart next = start();
            next.await("Winnow is ready");
            next.await("Ended what an earlier quickstart left running: scheduler, interface-server, mariadb, redis.");
            assertThat(left).noneMatch(RunningQuickstart::alive);
            assertThat(stranger.isAlive()).isTrue();
            next.terminate();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aDaemonThatDoesNotComeUpEndsTheStartWithItsLog() throws Exception {
        DummyInstallation.in(home, FailingDaemon.class);
        RunningQuickstart quickstart = start();
        assertThat(quickstart.process().waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(quickstart.process().exitValue()).isEqualTo(1);
        assertThat(quickstart.output()).contains("scheduler ends again and again").contains("no luck today");
        assertThat(data.resolve("pids")).isEmptyDirectory();
    }

    @Test
    void aTakenPortIsAClearSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            refusedWith("port " + port + " is taken by another program");
        }
    }

    @Test
    void aDataFolderThatIsNotOneIsAClearSentence() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("thesis.txt"), "years of work");
        refusedWith("holds other files and was not made by a quickstart", "--reset");
        assertThat(data.resolve("thesis.txt")).exists();
    }

    @Test
    void aDataFolderThatCannotBeMadeIsAClearSentence() throws Exception {
        Files.writeString(data, "a file");
        refusedWith("is a file");
    }

    @Test
    void anInstallationThatIsNotWholeIsAClearSentence() throws Exception {
        Files.delete(home.resolve("lib/winnow-worker.jar"));
        refusedWith("winnow-worker.jar is missing");
    }

    private void refusedWith(String sentence, String... more) throws Exception {
        RunningQuickstart quickstart = start(more);
        assertThat(quickstart.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(quickstart.output()).contains("winnow quickstart: ").contains(sentence).doesNotContain("\tat ");
        assertThat(quickstart.process().exitValue()).isEqualTo(1);
    }
}
