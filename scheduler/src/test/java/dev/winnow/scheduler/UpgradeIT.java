package dev.winnow.scheduler;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.db.schema.Installation;
import dev.winnow.embedded.Account;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class UpgradeIT {
    @TempDir
    Path folder;

    @Test
    void upgradeOnlyMigratesAppliesGrantsAndCanBeRepeated() {
        try (Suite suite = new Suite(folder)) {
            String[] args = {"--db-upgrade-only", "--winnow.db.host=" + suite.database.host(), "--winnow.db.port="
                    + suite.database.port(), "--winnow.db.name=" + suite.database.name(),
                    "--winnow.db.migrate-password=" + suite.database.password(Account.MIGRATE)};

            assertThat(UpgradeOnly.run(args)).isEqualTo(ExitCode.DONE);
            String installation = suite.as(Account.SCHEDULER).getBean(Installation.class).id();
            assertThat(UpgradeOnly.run(args)).isEqualTo(ExitCode.DONE);
            assertThat(suite.as(Account.WORKER).getBean(Installation.class).id()).isEqualTo(installation);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNotReachable() {
        assertThat(UpgradeOnly.run(new String[]{"--db-upgrade-only", "--winnow.db.host=127.0.0.1",
                "--winnow.db.port=1", "--winnow.start.wait-seconds=1"})).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void theMigratePasswordCannotBeAskedForOnceTheSchedulerRuns() {
        try (Suite suite = new Suite(folder)) {
            ConfigurableApplicationContext context = suite.startScheduler();
            assertThat(context.getEnvironment().getProperty(Variables.DB_MIGRATE_PASSWORD.property())).isEmpty();
        }
    }
}
