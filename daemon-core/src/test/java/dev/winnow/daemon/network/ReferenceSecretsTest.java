package dev.winnow.daemon.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReferenceSecretsTest {
    @TempDir
    Path folder;
    private final ReferenceSecrets secrets = new ReferenceSecrets(
            Map.of("AWS_KEY", "key", "WINNOW_DB_PASSWORD", "own")::get, "host-1");

    @Test
    void aVariableAndAFileAreResolved() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "from a file\n");

        assertThat(secrets.resolve("env:AWS_KEY")).isEqualTo("key");
        assertThat(secrets.resolve("file:" + file)).isEqualTo("from a file");
    }

    @Test
    void whatIsNotThereIsNamedWithTheHost() {
        assertThatThrownBy(() -> secrets.resolve("env:NONE")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret reference 'env:NONE' on host host-1: no such environment variable is set for this "
                        + "daemon");
        assertThatThrownBy(() -> secrets.resolve("file:/no/such/file")).hasMessageContaining("does not exist")
                .hasMessageContaining("host-1");
        assertThatThrownBy(() -> secrets.resolve("file:relative")).hasMessageContaining("must be absolute");
    }

    @Test
    void aSecretInPlaceOfAReferenceIsNotRepeated() {
        assertThatThrownBy(() -> secrets.resolve("AKIAGEHEIM")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("AKIAGEHEIM");
    }

    @Test
    void winnowsOwnSecretsCannotBeReferredTo() {
        assertThatThrownBy(() -> secrets.resolve("env:WINNOW_DB_PASSWORD")).hasMessageNotContaining("'own'")
                .hasMessageContaining("cannot be referred to");
    }
}
