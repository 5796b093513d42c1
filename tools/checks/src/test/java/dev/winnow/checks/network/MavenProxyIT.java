package dev.winnow.checks.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** {@code ./winnow} behind a proxy: what it hands to Maven, and that Maven goes by it. */
class MavenProxyIT {
    private static final Path SCRIPT = Path.of(System.getProperty("winnow.checkout"), "build/maven-proxy-settings");
    private static final String REPOSITORY = "repository." + TestNames.DOMAIN;

    @TempDir
    Path folder;

    private String settings(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(SCRIPT.toString());
        script.environment().keySet().removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        script.environment().putAll(variables);
        Process process = script.start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return text;
        }
    }

    @Test
    void theVariablesBecomeMavensSettings() throws Exception {
        assertThat(settings(Map.of())).isEmpty();
        assertThat(settings(Map.of("http_proxy", "http://us%40er:p%26%3Cs%25@proxy.example", "HTTP_PROXY", "http://x",
                "HTTPS_PROXY", "https://other.example:3128/", "no_proxy",
                "mysql,.corp.example, 10.0.0.0/8,192.168.1.0/24,host:8080,10.1.2.3,fd00::/8"))).contains(
                        "<protocol>http</protocol><host>proxy.example</host><port>80</port><username>us@er</username>"
                                + "<password>p&amp;&lt;s%</password>",
                        "<protocol>https</protocol><host>other.example</host><port>3128</port><nonProxyHosts>",
                        "<nonProxyHosts>localhost|127.*|[::1]|mysql|*.mysql|corp.example|*.corp.example|10.*|"
                                + "192.168.1.*|host|*.host|10.1.2.3</nonProxyHosts>");
        assertThat(settings(Map.of("https_proxy", "p", "no_proxy", "*"))).contains("[::1]|*</nonProxyHosts>");
    }

    @Test
    void mavenAsksTheProxyWithItsUser() throws Exception {
        assumeTrue(Files.isExecutable(Tinyproxy.PROGRAM), "tinyproxy is not installed: apt-get install tinyproxy-bin");
        try (RestOfTheWorld world = new RestOfTheWorld(SSLContext.getDefault(), new byte[0]);
                Tinyproxy proxy = new Tinyproxy(folder, world.relayPort())) {
            maven(Map.of("https_proxy", proxy.url()));
            assertThat(proxy.requests(0)).isNotEmpty().allMatch(line -> line.equals("CONNECT " + REPOSITORY + ":443"));
            assertThat(world.relayed()).as("what the proxy let through").contains("CONNECT " + REPOSITORY + ":443");

            long mark = proxy.mark();
            maven(Map.of("https_proxy", proxy.url(), "no_proxy", "." + TestNames.DOMAIN));
            assertThat(proxy.requests(mark)).isEmpty();
        }
    }

    /** It cannot succeed: there is no such repository. */
    private void maven(Map<String, String> variables) throws IOException, InterruptedException {
        Path proxies = Files.writeString(folder.resolve("proxies.xml"), settings(variables));
        Path own = Files.writeString(folder.resolve("own.xml"), "<settings/>");
        Path project = Files.writeString(folder.resolve("pom.xml"), """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent><groupId>a</groupId><artifactId>not-there</artifactId><version>1</version></parent>
              <artifactId>b</artifactId>
              <repositories><repository><id>central</id><url>https://%s/</url></repository></repositories>
            </project>
            """.formatted(REPOSITORY));
        Path output = folder.resolve("maven.txt");
        Process maven = new ProcessBuilder(List.of("mvn", "-B", "-q", "-gs", proxies.toString(), "-s", own.toString(),
                "-Dmaven.repo.local=" + folder.resolve("repository"), "-f", project.toString(), "validate"))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(maven.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).content().contains("not-there");
    }
}
