package dev.winnow.cli.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where a command looks for the interface server and its token. */
class WhereaboutsTest {
    @TempDir
    private Path here;

    @Test
    void theAdminsTokenOfProdEnvWillDo() {
        Map<String, String> container = Map.of("WINNOW_URL", "http://interface-server:8001/", "WINNOW_ADMIN_TOKEN",
                "first");
        assertThat(find(container)).isEqualTo(new Whereabouts("http://interface-server:8001", "first"));
        assertThat(Whereabouts.hasToken(container, here)).isTrue();
    }

    @Test
    void theServersPortAndPathOfProdEnvCountWhereTheAddressDoesNotSay() {
        Map<String, String> host = Map.of("WINNOW_HTTP_PORT", "9000", "WINNOW_HTTP_BASE_PATH", "/winnow/",
                "WINNOW_TOKEN",
                "t");
        assertThat(find(host).url()).isEqualTo("http://localhost:9000/winnow");
        Map<String, String> container = Map.of("WINNOW_URL", "http://interface-server:8001", "WINNOW_HTTP_BASE_PATH",
                "/winnow", "WINNOW_TOKEN", "t");
        assertThat(find(container).url()).isEqualTo("http://interface-server:8001/winnow");
        Map<String, String> given = Map.of("WINNOW_URL", "https://ops.example/other/", "WINNOW_HTTP_BASE_PATH",
                "/winnow",
                "WINNOW_TOKEN", "t");
        assertThat(find(given).url()).isEqualTo("https://ops.example/other");
        assertThat(find(Map.of("WINNOW_HTTP_BASE_PATH", "/", "WINNOW_TOKEN", "t")).url())
                .isEqualTo("http://localhost:8001");
    }

    @Test
    void aTokenOfOnesOwnCountsMore() throws IOException {
        Path file = Files.writeString(here.resolve("mine"), "mine\n");
        assertThat(find(Map.of("WINNOW_TOKEN_FILE", file.toString(), "WINNOW_ADMIN_TOKEN", "first")).token())
                .isEqualTo("mine");
    }

    @Test
    void soDoesThatOfAQuickstartInThisFolder() throws IOException {
        Files.writeString(Files.createDirectories(here.resolve(".winnow")).resolve("token"), "quick");
        assertThat(find(Map.of("WINNOW_ADMIN_TOKEN", "first")).token()).isEqualTo("quick");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Map<String, String> environment = Map.of("WINNOW_ADMIN_TOKEN_FILE", "/nowhere/token");
        assertThatThrownBy(() -> find(environment)).isInstanceOf(CliException.class)
                .hasMessageContaining("WINNOW_ADMIN_TOKEN_FILE: /nowhere/token cannot be read");
    }

    @Test
    void withoutAnyThereIsASentence() {
        assertThat(Whereabouts.hasToken(Map.of("WINNOW_TOKEN", " "), here)).isFalse();
        assertThatThrownBy(() -> find(Map.of("WINNOW_TOKEN", " "))).isInstanceOf(CliException.class)
                .hasMessageContaining("set WINNOW_TOKEN or WINNOW_TOKEN_FILE");
    }

    private Whereabouts find(Map<String, String> environment) {
        return Whereabouts.find(Optional.empty(), environment, here);
    }
}
