package dev.winnow.cli;

import dev.winnow.cli.DaemonSecrets.Account;
import dev.winnow.cli.api.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aPasswordInAFileThatTheSecretFileNamesIsTakenFromThereAndNoOtherIsWritten() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
        String worker = "WINNOW_DB_PASSWORD_FILE='" + password + "'\n";
        String migrate = "WINNOW_DB_MIGRATE_PASSWORD_FILE=" + password + "\nWINNOW_DB_MIGRATE_PASSWORD=\n";
        Files.writeString(folder.resolve("worker.env"), worker);
        Files.writeString(folder.resolve("migrate.env"), migrate);

        assertThat(password(Account.WORKER)).isEqualTo("s3cret");
        assertThat(password(Account.MIGRATE)).isEqualTo("s3cret");
        assertThat(folder.resolve("worker.env")).hasContent(worker);
        assertThat(folder.resolve("migrate.env")).hasContent(migrate);
    }

    /** As a daemon refuses it, so that it is not given another password than it looks for. */
    @ParameterizedTest
    @CsvSource({
            "WINNOW_DB_PASSWORD_FILE=/nowhere/password, ': WINNOW_DB_PASSWORD_FILE: the file /nowhere/password does not exist'",
            "WINNOW_DB_PASSWORD=x|WINNOW_DB_PASSWORD_FILE=/y, ': Both WINNOW_DB_PASSWORD and WINNOW_DB_PASSWORD_FILE are set'",
            "WINNOW_DB_PASSWORD=, ', WINNOW_DB_PASSWORD: the password is empty'",
            "WINNOW_DB_PASSWORD_FILE=/dev/null, ', WINNOW_DB_PASSWORD: the password is empty'"})
    void whatTheDaemonCouldNotReadIsRefusedAndNothingIsWritten(String lines, String complaint) throws Exception {
        Path file = Files.writeString(folder.resolve("worker.env"), lines.replace('|', '\n'));

        assertThatThrownBy(() -> password(Account.WORKER)).isInstanceOfSatisfying(CliException.class,
                e -> assertThat(e.exitCode()).isEqualTo(CliException.USAGE))
                .hasMessageStartingWith(file + complaint);
        assertThat(file).hasContent(lines.replace('|', '\n'));
    }

    @Test
    void givenBothWaysIsRefused() {
        Map<String, String> both = Map.of("WINNOW_DB_WORKER_PASSWORD", "x", "WINNOW_DB_WORKER_PASSWORD_FILE", "/y");

        assertThatThrownBy(() -> new DaemonSecrets(both, folder).password(Account.WORKER))
                .isInstanceOf(CliException.class).hasMessageContaining("keep one");
    }
}
