package dev.winnow.web.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The bridge's allow-list, read out of the script that the browser runs. */
class BridgeCallsTest {
    private static final Pattern ENTRY = Pattern.compile("/(\\^\\\\/api\\\\/v1\\S*?)/[,\\s\\]]");

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/plugins", "/api/v1/filters", "/api/v1/resource-types", "/api/v1/resources/12",
            "/api/v1/jobs", "/api/v1/jobs/1/log", "/api/v1/queues", "/api/v1/insights/3/findings", "/api/v1/compliance",
            "/api/v1/accounts"})
    void whatIsOpenMayBeRead(String path) throws IOException {
        assertThat(allowed("READ", path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/users", "/api/v1/tokens", "/api/v1/audit", "/api/v1/system/doctor", "/", "/jobs",
            "/api/v1/usersx", "/api/v1/accounts/1/harvest", "/api/v1", "/api/v2/jobs", "/api/v1/openapi.json",
            "x/api/v1/jobs", "/api/v1/filters/../users", "/api/v1/jobsx"})
    void whatIsNotOnTheListMayNot(String path) throws IOException {
        assertThat(allowed("READ", path)).isFalse();
    }

    @Test
    void onlyAskingForResourcesMayBePosted() throws IOException {
        assertThat(entries("QUERY")).singleElement().isEqualTo("^\\/api\\/v1\\/resources\\/query$");
    }

    private static boolean allowed(String list, String path) throws IOException {
        return entries(list).stream().anyMatch(pattern -> Pattern.compile(pattern).matcher(path).find());
    }

    private static List<String> entries(String list) throws IOException {
        String script = Files.readString(Path.of("src/main/resources/static/js/bridge-calls.js"));
        int begin = script.indexOf("const " + list + " = [");
        assertThat(begin).isNotNegative();
        String literal = script.substring(begin, script.indexOf("];", begin) + 1);
        List<String> entries = ENTRY.matcher(literal).results().map(found -> found.group(1)).toList();
        assertThat(entries).isNotEmpty();
        return entries;
    }
}
