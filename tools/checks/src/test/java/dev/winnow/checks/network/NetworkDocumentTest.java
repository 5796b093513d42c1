package dev.winnow.checks.network;

import dev.winnow.daemon.outbound.MissionRow;
import dev.winnow.daemon.outbound.MissionTable;
import dev.winnow.daemon.outbound.OutboundConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/network.md has what the code declares, word for word. */
class NetworkDocumentTest {
    private final Path checkout = Path.of(System.getProperty("winnow.checkout"));

    private String document() throws IOException {
        return Files.readString(checkout.resolve("docs/network.md"));
    }

    @Test
    void eachDeclaredConnectionIsInTheTable() throws IOException {
        String table = "| connection | to | for | on when set | opened by | client |\n| --- | --- | --- | --- | --- | --- |\n"
                + Arrays.stream(OutboundConnection.values()).map(declared -> "| %s | %s | %s | %s | %s | %s |\n"
                        .formatted(declared.title(), declared.hosts(), declared.purpose(), declared.enabledBy(),
                                declared.openedBy(), declared.client()))
                        .collect(Collectors.joining());

        assertThat(document()).contains(table);
    }

    @Test
    void eachRowOfTheMissionsTableIsAnswered() throws IOException {
        assertThat(MissionTable.ROWS).hasSize(9);
        String table = "| known from elsewhere | for | Winnow |\n| --- | --- | --- |\n"
                + MissionTable.ROWS.stream().map(NetworkDocumentTest::line).collect(Collectors.joining());

        assertThat(document()).contains(table);
    }

    private static String line(MissionRow row) {
        return "| %s | %s | %s%s |\n".formatted(row.connection(), row.purpose(), row.answer(), row.declared()
                .map(declared -> " (" + declared.title() + ")").orElse(""));
    }

    @Test
    void theExampleHasTheProxyVariablesCommentedOut() throws IOException {
        assertThat(Files.readAllLines(checkout.resolve("prod.env.example"))).contains(
                "#http_proxy=http://proxy.acmecorp.com", "#https_proxy=http://proxy.acmecorp.com",
                "#no_proxy=mysql,redis,169.254.169.254",
                "#no_proxy=mysql,redis,169.254.169.254,localhost,127.0.0.0,127.0.1.1")
                .noneMatch(line -> line.matches("(?i)(https?|no)_proxy=.*"));
    }
}
