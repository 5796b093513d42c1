package dev.winnow.cli;

import dev.winnow.cli.DaemonSecrets.Account;
import dev.winnow.cli.api.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DaemonSecretsTest {
    @TempDir
    Path folder;

    private String password(Account account) throws Exception {
        return new DaemonSecrets(Map.of(), folder).password(account);
    }

    @Test
    void aPasswordIsMadeOnceAndKept() throws Exception {
        String first = password(Account.WORKER);

        assertThat(first).hasSize(20);
        assertThat(password(Account.WORKER)).isEqualTo(first);
        assertThat(password(Account.SCHEDULER)).isNotEqualTo(first);
    }

    @Test
    void eachFileIsItsOwnersOnlyAndNamesWhatItsProcessLooksFor() throws Exception {
        for (Account account : Account.values()) {
            password(account);
        }

        assertThat(folder.resolve("worker.env")).content().startsWith("WINNOW_DB_PASSWORD=");
        assertThat(folder.resolve("interface-server.env")).content().startsWith("WINNOW_DB_PASSWORD=");
        assertThat(folder.resolve("migrate.env")).content().startsWith("WINNOW_DB_MIGRATE_PASSWORD=");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("migrate.env"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatElseIsInTheFileStays() throws Exception {
        Files.writeString(folder.resolve("worker.env"), "# ours\nWINNOW_REDIS_PASSWORD='x'\n");

        String made = password(Account.WORKER);

        assertThat(folder.resolve("worker.env")).hasContent("# ours\nWINNOW_REDIS_PASSWORD='x'\nWINNOW_DB_PASSWORD="
                + made);
    }

    @Test
    void aLastLineWithoutItsEndIsNotWrittenInto() throws Exception {
        Files.writeString(folder.resolve("worker.env"), "WINNOW_REDIS_PASSWORD='x'");

        String made = password(Account.WORKER);

        assertThat(folder.resolve("worker.env")).hasContent("WINNOW_REDIS_PASSWORD='x'\nWINNOW_DB_PASSWORD=" + made);
    }

    @Test
    void aPasswordThatIsGivenInSingleQuotesIsTakenWithoutThem() throws Exception {
        Files.writeString(folder.resolve("worker.env"), "WINNOW_DB_PASSWORD='a #b'\n");

        assertThat(password(Account.WORKER)).isEqualTo("a #b");
    }

    @Test
    void givenBothWaysIsRefused() {
        Map<String, String> both = Map.of("WINNOW_DB_WORKER_PASSWORD", "x", "WINNOW_DB_WORKER_PASSWORD_FILE", "/y");

        assertThatThrownBy(() -> new DaemonSecrets(both, folder).password(Account.WORKER))
                .isInstanceOf(CliException.class).hasMessageContaining("keep one");
    }
}
