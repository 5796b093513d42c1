package dev.winnow.daemon.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvironmentFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatAllReadersAgreeUponIsReadWithoutAComplaint() throws IOException {
        EnvironmentFile read = EnvironmentFile.read(file("""
            # a comment
            WINNOW_DB_HOST=db.example.com

            WINNOW_DB_NAME="winnow"
            WINNOW_PLUGIN_REMOTES='[{"type": "http", "url": "https://x/?a=$1"}]'\r
            WINNOW_HTTP_BASE_PATH=/a#b
            WINNOW_PUBLIC_URL=
            """));

        assertThat(read.complaints()).isEmpty();
        assertThat(read.values()).containsExactlyInAnyOrderEntriesOf(Map.of("WINNOW_DB_HOST", "db.example.com",
                "WINNOW_DB_NAME", "winnow", "WINNOW_PLUGIN_REMOTES",
                "[{\"type\": \"http\", \"url\": \"https://x/?a=$1\"}]",
                "WINNOW_HTTP_BASE_PATH", "/a#b", "WINNOW_PUBLIC_URL", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        WINNOW_DB_HOST = db        | without spaces around '='
        export WINNOW_DB_HOST=db   | without 'export'
        nonsense                   | the line has no effect
        WINNOW_DB_PORT=3306 # port | comments stand on lines of their own
        WINNOW_DB_HOST=${HOST}     | put it in single quotes
        WINNOW_DB_HOST="a$b"       | put it in single quotes
        WINNOW_DB_HOST="db         | put it in single quotes
        WINNOW_DB_HOST=a\\b        | put it in single quotes
        WINNOW_DB_HOST=`id`        | put it in single quotes
        WINNOW_DB_HOST='a\\b'      | put such a secret into a file""")
    void whatTheyDoNotAgreeUponIsNamedWithItsLine(String line, String complaint) throws IOException {
        assertThat(EnvironmentFile.read(file("#\n" + line + "\n")).complaints()).singleElement().asString()
                .contains(" line 2: ").contains(complaint);
    }

    @Test
    void aFileThatIsNoTextOrTooLargeIsRefused() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[]{(byte) 0xff, (byte) 0xfe, 0, 1});
        Path large = Files.write(folder.resolve("large"), new byte[2_000_000]);

        assertThatThrownBy(() -> EnvironmentFile.read(binary)).isInstanceOf(IOException.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> EnvironmentFile.read(large)).isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 1 MiB");
        assertThatThrownBy(() -> EnvironmentFile.read(folder)).isInstanceOf(IOException.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("prod.env"), text, StandardCharsets.UTF_8);
    }
}
