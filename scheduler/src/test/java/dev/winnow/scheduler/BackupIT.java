package dev.winnow.scheduler;

import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.MariaDbPrograms;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Follows docs/backup.md, with the commands that stand there. */
@DisabledIfSystemProperty(named = "winnow.test.docker", matches = "true", disabledReason = "the programs at hand are MariaDB's, and may not be this server's")
class BackupIT {
    private static final Path PAGE = Path.of("..", "docs", "backup.md");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int JOBS = 40;

    @TempDir
    private Path folder;

    @Test
    void whatWasBackedUpIsThereAfterARestoreAndTheQueueIsBuiltAnew() throws Exception {
        try (Suite suite = new Suite(folder)) {
            suite.writePlugin("alpha", "1.0.0");
            ConfigurableApplicationContext scheduler = suite.startScheduler();
            List<Long> ids = suite.as(Account.INTERFACE).getBean(JobIntake.class).request(jobs());
            awaitWaiting(scheduler, ids);
            long generation = scheduler.getBean(PluginStore.class).current().orElseThrow().id();
            credentials(suite);

            follow(suite, "back up");
            long later = suite.as(Account.INTERFACE).getBean(JobIntake.class).request(jobs().subList(0, 1)).getFirst();
            suite.stop(scheduler);
            follow(suite, "restore");
            TestServers.shared().emptyRedis();
            ConfigurableApplicationContext again = suite.startScheduler();

            awaitWaiting(again, ids);
            JobQueries queries = again.getBean(JobQueries.class);
            assertThat(queries.rows(new HashSet<>(ids))).hasSize(JOBS)
                    .allSatisfy(row -> assertThat(row.state()).isEqualTo(JobState.QUEUED));
            assertThat(queries.rows(Set.of(later))).as("asked for after the dump").isEmpty();
            assertThat(again.getBean(PluginStore.class).current().orElseThrow().id())
                    .as("the same plugins: nothing is published anew").isEqualTo(generation);
            assertThat(again.getBean(ScheduleStore.class).all()).extracting(row -> row.definition().name()).contains(
                    "alpha.hourly");
        }
    }

    @Test
    void aDumpThatBrokeOffIsNoticed() throws Exception {
        try (Suite suite = new Suite(folder)) {
            suite.stop(suite.startScheduler());
            credentials(suite);
            Files.writeString(folder.resolve("admin.cnf"), "[client]\nhost=127.0.0.1\nport=1\nuser=x\npassword=y\n");

            assertThat(run(suite, commands("back up"))).isNotZero();
        }
    }

    private static List<NewJob> jobs() {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(new NewJob(JobRequest.of("diagnostic.noop", Priority.values()[i % 3], Map.of("say",
                    "Grüße \uD83D\uDC4B " + i)), "user:ada", null, "test"));
        }
        return jobs;
    }

    private static void awaitWaiting(ConfigurableApplicationContext scheduler, List<Long> ids) {
        JobQueue queue = scheduler.getBean(JobQueue.class);
        queue.ring();
        await().atMost(PATIENCE).until(() -> queue.find(ids).values().stream().allMatch(Presence.WAITING::equals));
    }

    private void credentials(Suite suite) throws IOException {
        Files.writeString(folder.resolve("admin.cnf"), "[client]\nhost=" + suite.database.host() + "\nport="
                + suite.database.port() + "\nuser=" + Account.MIGRATE.accountName() + "\npassword="
                + suite.database.password(Account.MIGRATE) + "\nskip-ssl\n");
    }

    private void follow(Suite suite, String part) throws IOException, InterruptedException {
        assertThat(run(suite, commands(part))).as("what docs/backup.md says to " + part).isZero();
    }

    /** The block below its mark. */
    private static String commands(String part) throws IOException {
        Matcher block = Pattern.compile("<!-- test: " + part + " -->\n```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as("docs/backup.md has a block for '" + part + "'").isTrue();
        return block.group(1);
    }

    /** In the test's folder, with MariaDB's programs by the names of MySQL's, on the test's database. */
    private int run(Suite suite, String commands) throws IOException, InterruptedException {
        MariaDbPrograms programs = MariaDbPrograms.unpacked();
        Path names = Files.createDirectories(folder.resolve("bin"));
        for (Map.Entry<String, String> name : Map.of("mysql", "mariadb", "mysqldump", "mariadb-dump").entrySet()) {
            Path link = names.resolve(name.getKey());
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, programs.folder().resolve(name.getValue()).toRealPath());
            }
        }
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-c", commands.replace("DATABASE=winnow\n", "DATABASE="
                + suite.database.name() + "\n")).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        shell.environment().putAll(programs.environment());
        shell.environment().merge("PATH", names.toString(), (path, ours) -> ours + ":" + path);
        Process process = shell.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() != 0) {
            System.err.println(Files.readString(folder.resolve("output.txt"), StandardCharsets.UTF_8));
        }
        return process.exitValue();
    }
}
