package dev.winnow.daemon.network;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostFileTest {
    private static final URI TARGET = URI.create("https://a.example/");

    @TempDir
    Path root;

    private void environment(String text) throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/environment"), text);
    }

    private void profile(String text) throws IOException {
        Files.createDirectories(root.resolve("etc/profile.d"));
        Files.writeString(root.resolve("etc/profile.d/proxy.sh"), text);
    }

    private ProxyResolver resolver(Map<String, String> variables) {
        return ProxyResolver.ofHost(variables::get, root);
    }

    private static String proxy(ProxyResolver resolver) {
        return switch (resolver.route(TARGET)) {
            case Route.Direct(String why) -> why;
            case Route.Through(ProxyAddress proxy, String why) -> proxy.hostAndPort() + " " + why;
        };
    }

    @Test
    void whatTheProcessHasNotTheHostsFilesGive() throws IOException {
        environment("PATH=/bin\nhttps_proxy=\"http://host:3128\"\nno_proxy=\"mysql,redis,169.254.169.254\"\n");

        ProxyResolver resolver = resolver(Map.of());

        assertThat(proxy(resolver)).isEqualTo("host:3128 by https_proxy of " + root.resolve("etc/environment"));
        assertThat(resolver.route(URI.create("https://mysql/")).why()).startsWith("no_proxy of ").endsWith(
                " has mysql");
        assertThat(resolver.notices()).isEmpty();
    }

    @Test
    void whatTheProcessHasWinsAndTheDifferenceIsReportedWithoutThePassword() throws IOException {
        environment("https_proxy=http://u:geheim@old:3128\n");
        profile("export https_proxy=http://older:3128\nexport no_proxy=mysql\n");

        ProxyResolver resolver = resolver(Map.of("https_proxy", "http://v:secret@new:3128", "no_proxy", "mysql"));

        assertThat(proxy(resolver)).isEqualTo("new:3128 by https_proxy");
        assertThat(resolver.notices()).hasSize(2).allSatisfy(notice -> assertThat(notice).startsWith(
                "https_proxy is new:3128 (with a user) for this process (prod.env) and ").contains(
                        "the first counts")
                .doesNotContain("geheim", "secret"));
        assertThat(resolver.notices().getFirst()).contains("old:3128 (with a user) in ");
    }

    @Test
    void anEmptyVariableOfTheProcessGoesWithoutTheHostsProxy() throws IOException {
        environment("https_proxy=http://host:3128\n");

        ProxyResolver resolver = resolver(Map.of("https_proxy", ""));

        assertThat(proxy(resolver)).isEqualTo("https_proxy is empty");
        assertThat(resolver.notices()).singleElement().asString().startsWith("https_proxy is empty for this process");
    }

    @Test
    void anEmptyVariableOfTheProcessGoesWithoutWhatSystemdHandedItFromTheHostInUpperCase() throws IOException {
        environment("HTTPS_PROXY=http://host:3128\n");

        ProxyResolver resolver = resolver(Map.of("https_proxy", "", "HTTPS_PROXY", "http://host:3128"));

        assertThat(proxy(resolver)).isEqualTo("https_proxy is empty");
        assertThat(resolver.notices()).singleElement().asString().startsWith("https_proxy is empty for this process");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"export https_proxy=\"http://p:1\"|http://p:1",
            "https_proxy='http://p:1'; export https_proxy|http://p:1",
            "export a=b https_proxy=http://p:1 # why|http://p:1",
            "host=p; export https_proxy=\"http://${host}:1\"|http://p:1", "HTTPS_PROXY=http://p:1|http://p:1",
            "https_proxy=http://u:a\\#b@p:1|http://u:a#b@p:1", "export http_proxy=x https_proxy=$http_proxy|",
            "https_proxy=$(cat /etc/proxy)|", "https_proxy=`cat /etc/proxy|", "https_proxy=$UNKNOWN|",
            "https_proxy=\"http://p:1|", "if true; then https_proxy=http://p:1; fi|", "https_proxy=a > /tmp/x|",
            "unset https_proxy|", "alias https_proxy=http://p:1|", "https_proxy=http://p:1 curl http://a|"})
    void onlyPlainAssignmentsOfAScriptAreRead(String line, String expected) {
        HostFile file = HostFile.parse("proxy.sh", line + "\n", true);

        assertThat(file.find("https_proxy").map(ProxyVariables.Value::text).orElse(null)).isEqualTo(expected);
        assertThat(file.unread().isEmpty()).as(file.unread().toString()).isEqualTo(expected != null);
    }

    @Test
    void whatDependsOnAConditionIsNamedWithItsLineAndNotFollowed() {
        HostFile file = HostFile.parse("proxy.sh",
                "if [ -e /vpn ]\nthen\n  export https_proxy=http://p:1\nfi\nexport http_proxy=http://q:1\n", true);

        assertThat(file.values()).isEqualTo(Map.of("http_proxy", "http://q:1"));
        assertThat(file.unread()).containsExactly("proxy.sh, line 3: this depends on a condition. It is not run: set "
                + "the variable in prod.env.");
    }

    @Test
    void nothingOfAScriptIsRun() throws IOException {
        Path made = root.resolve("made");
        profile("https_proxy=$(touch " + made + ")\ntouch " + made + "\n`touch " + made + "`\n");

        assertThat(resolver(Map.of()).notices()).hasSize(1);
        assertThat(made).doesNotExist();
    }

    @Test
    void aProxyOfAFileThatIsNoneIsNamedAndTheDaemonStarts() throws IOException {
        environment("https_proxy=\"https://<PROXYSERVERIP:PORT>\"\n");

        ProxyResolver resolver = resolver(Map.of());

        assertThat(proxy(resolver)).isEqualTo("https_proxy is not set");
        assertThat(resolver.notices()).singleElement().asString().contains("etc/environment is not followed",
                "expected http://host:port");
    }

    @Test
    void aHugeFileAndBytesThatAreNoTextHarmNobody() throws IOException {
        environment("https_proxy=http://p:1\n" + "#".repeat(100_000));
        profile("");
        Files.write(root.resolve("etc/profile.d/proxy.sh"), new byte[]{0, (byte) 0xff, '=', '\n', '"', '\\'});

        ProxyResolver resolver = resolver(Map.of());

        assertThat(proxy(resolver)).isEqualTo("https_proxy is not set");
        assertThat(resolver.notices()).singleElement().asString().contains("larger than 64 KiB");
    }
}
