package dev.winnow.daemon.network;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProxyResolverTest {
    private static String proxy(Map<String, String> variables, String uri) {
        List<Proxy> proxies = new ProxyResolver(variables::get).select(URI.create(uri));
        assertThat(proxies).hasSize(1);
        if (proxies.getFirst() == Proxy.NO_PROXY) {
            return "direct";
        }
        InetSocketAddress address = (InetSocketAddress) proxies.getFirst().address();
        return address.getHostString() + ":" + address.getPort();
    }

    @Test
    void eachSchemeHasItsProxyAndLowerCaseWins() {
        Map<String, String> variables = Map.of("http_proxy", "http://plain:3128", "HTTP_PROXY", "http://upper:1",
                "HTTPS_PROXY", "http://secure:3129/");

        assertThat(proxy(variables, "http://example.com/")).isEqualTo("plain:3128");
        assertThat(proxy(variables, "https://example.com/")).isEqualTo("secure:3129");
        assertThat(proxy(Map.of("http_proxy", "http://plain:3128"), "https://example.com/")).isEqualTo("direct");
    }

    @Test
    void withoutAPortItIsThatOfTheProxysScheme() {
        assertThat(proxy(Map.of("http_proxy", "http://proxy.example"), "http://a/")).isEqualTo("proxy.example:80");
        assertThat(proxy(Map.of("https_proxy", "https://proxy.example"), "https://a/")).isEqualTo("proxy.example:443");
        assertThat(proxy(Map.of("http_proxy", "proxy.example:8080"), "http://a/")).isEqualTo("proxy.example:8080");
        assertThat(proxy(Map.of("http_proxy", "http://[2001:db8::1]:3128"), "http://a/"))
                .isEqualTo("2001:db8::1:3128");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"mysql|http://mysql/|direct", "mysql|http://amysql/|via",
            "example.com|http://example.com/|direct", "example.com|http://www.example.com/|direct",
            ".example.com|http://www.example.com/|direct", "*.example.com|http://www.example.com/|direct",
            "example.com|http://badexample.com/|via", "*|http://anything/|direct",
            "169.254.169.254|http://169.254.169.254/latest|direct", "10.0.0.0/8|http://10.1.2.3/|direct",
            "10.0.0.0/8|http://11.1.2.3/|via", "192.168.1.0/25|http://192.168.1.200/|via",
            "2001:db8::/32|http://[2001:db8::7]/|direct", "host:8080|http://host:8080/|direct",
            "host:8080|http://host:9090/|via", "host:443|https://host/|direct", "a, Mysql ,b|http://MYSQL./|direct",
            "10.1.2.3|http://10.1.2.3/|direct", "10.1.2.3|http://10.1.2.30/|via",
            "10.0.0.0/8:81|http://10.1.2.3:81/|direct",
            "10.0.0.0/8:81|http://10.1.2.3/|via", "[2001:db8::7]:81|http://[2001:db8::7]:81/|direct",
            "[2001:db8::7]|http://[2001:db8::7]/|direct", "my_service|http://my_service:81/|direct",
            "example.com.|http://example.com/|direct", "0.0.0.0/0|http://192.0.2.1/|direct",
            "0.0.0.0/0|http://name/|via",
            "10.0.0.0/33|http://10.0.0.1/|via", "300.1.1.1|http://1.1.1.1/|via", "a:b:c|http://a/|via",
            "host:99999999|http://host/|via", "none|http://169.254.169.254/|direct",
            "none|http://169.254.170.2/|direct",
            "none|http://[fd00:ec2::254]/|direct", "none|http://metadata.google.internal/|direct",
            "none|http://127.0.0.0/|direct", "none|http://[::ffff:127.0.0.1]/|direct", "none|http://169.255.1.1/|via",
            "none|http://localhost.example.com/|via", "none|http://127.0.0.1.example.com/|via",
            "none|http://localhost:4566/|direct", "none|http://127.0.1.1/|direct", "none|http://[::1]:80/|direct"})
    void hostsOfNoProxyAreReachedDirectly(String noProxy, String uri, String expected) {
        Map<String, String> variables = Map.of("http_proxy", "http://p:1", "https_proxy", "http://p:1", "no_proxy",
                noProxy);

        assertThat(proxy(variables, uri)).isEqualTo(expected.equals("via") ? "p:1" : "direct");
    }

    @Test
    void userAndPasswordAreDecodedAndToldToTheProxyOnly() throws Exception {
        ProxyResolver resolver = new ProxyResolver(
                Map.of("https_proxy", "http://us%40er:p%40ss+w%3Ard@proxy.example:3128")::get);
        Authenticator authenticator = resolver.proxyAuthenticator().orElseThrow();

        PasswordAuthentication told = authenticator.requestPasswordAuthenticationInstance("proxy.example", null, 3128,
                "http", "", "basic", null, Authenticator.RequestorType.PROXY);
        assertThat(told.getUserName()).isEqualTo("us@er");
        assertThat(new String(told.getPassword())).isEqualTo("p@ss+w:rd");
        assertThat(authenticator.requestPasswordAuthenticationInstance("proxy.example", null, 3128, "http", "", "basic",
                null, Authenticator.RequestorType.SERVER)).isNull();
        assertThat(authenticator.requestPasswordAuthenticationInstance("other.example", null, 3128, "http", "", "basic",
                null, Authenticator.RequestorType.PROXY)).isNull();
    }

    @Test
    void withoutAUserThereIsNoAuthenticator() {
        assertThat(new ProxyResolver(Map.of("http_proxy", "http://p:1")::get).proxyAuthenticator()).isEmpty();
    }

    @Test
    void aMalformedProxyIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> new ProxyResolver(Map.of("http_proxy", "ftp://u:geheim@p:1")::get))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("http_proxy: expected http://")
                .hasMessageNotContaining("geheim");
    }

    private static String why(Map<String, String> variables, String uri) {
        return new ProxyResolver(variables::get).route(URI.create(uri)).why();
    }

    @Test
    void theRouteSaysWhichRuleOfWhichVariableItIs() {
        Map<String, String> variables = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "mysql, .Example.com");

        assertThat(why(variables, "https://a.b/")).isEqualTo("by HTTPS_PROXY");
        assertThat(why(variables, "https://www.example.com/")).isEqualTo("NO_PROXY has .Example.com");
        assertThat(why(variables, "http://a.b/")).isEqualTo("http_proxy is not set");
        assertThat(why(variables, "https://localhost/")).isEqualTo("this host itself is always reached directly");
        assertThat(why(variables, "https://169.254.169.254/")).startsWith("the metadata service");
        assertThat(why(variables, "socket://a.b:1")).isEqualTo("only http and https go through proxies");
        assertThat(why(variables, "mailto:somebody")).isEqualTo("it names no host");
    }

    @Test
    void anEmptyLowerCaseVariableGoesWithoutAProxyWhateverTheUpperCaseOneSays() {
        Map<String, String> variables = Map.of("https_proxy", "", "HTTPS_PROXY", "http://upper:1", "no_proxy", " ",
                "NO_PROXY", "*", "HTTP_PROXY", "http://upper:2");

        assertThat(why(variables, "https://a.b/")).isEqualTo("https_proxy is empty");
        assertThat(proxy(variables, "http://a.b/")).as("an empty no_proxy excepts no host").isEqualTo("upper:2");
    }

    @Test
    void anEmptyUpperCaseVariableCountsOnlyWhereThereIsNoOther() {
        assertThat(proxy(Map.of("http_proxy", "http://p:1", "HTTP_PROXY", ""), "http://a/")).isEqualTo("p:1");
        assertThat(why(Map.of("HTTP_PROXY", ""), "http://a/")).isEqualTo("http_proxy is empty");
    }

    @Test
    void aProxyWrittenAsHttpsIsTakenByConnectWithAWarning() {
        ProxyResolver resolver = new ProxyResolver(Map.of("https_proxy", "https://u:geheim@proxy.example:3128")::get);

        assertThat(((Route.Through) resolver.route(URI.create("https://a/"))).proxy().hostAndPort())
                .isEqualTo("proxy.example:3128");
        assertThat(resolver.notices()).singleElement().asString().contains("https_proxy begins with https://",
                "(CONNECT)", "Write http://proxy.example:3128").doesNotContain("geheim");
        assertThat(new ProxyResolver(Map.of("https_proxy", "http://p:1")::get).notices()).isEmpty();
    }

    @Test
    void entriesThatFitNoHostAreNamed() {
        assertThat(new ProxyResolver(Map.of("no_proxy", "mysql,http://a,10.*,b")::get).notices()).hasSize(2)
                .anySatisfy(notice -> assertThat(notice).startsWith("no_proxy has 'http://a', which fits no host"))
                .anySatisfy(notice -> assertThat(notice).contains("'10.*'"));
    }

    @Test
    void aNameWithAnUnderscoreIsAProxyToo() {
        assertThat(proxy(Map.of("http_proxy", "http://corp_proxy:3128"), "http://a_b/")).isEqualTo("corp_proxy:3128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://p:0", "http://p:65536", "http://p:port", "http://<PROXYSERVERIP:PORT>",
            "socks5://p:1080", "http://u:100%sure@p:1", "http://a b:1", "http://[::1", "://p", "http://p:1:2"})
    void whatIsNoProxyIsRefused(String value) {
        assertThatThrownBy(() -> new ProxyResolver(Map.of("https_proxy", value)::get))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("https_proxy: expected http://");
    }

    @Test
    void eachSchemesProxyHasItsUserThoughItBeTheSameServer() throws Exception {
        Authenticator authenticator = new ProxyResolver(Map.of("http_proxy", "http://plain:1@p:3128", "https_proxy",
                "http://tls:2@p:3128")::get).proxyAuthenticator().orElseThrow();

        for (String[] expected : new String[][]{{"http://a/", "plain"}, {"https://a/", "tls"}}) {
            assertThat(authenticator.requestPasswordAuthenticationInstance("p", null, 3128, "http", "", "basic",
                    URI.create(expected[0]).toURL(), Authenticator.RequestorType.PROXY).getUserName())
                    .isEqualTo(expected[1]);
        }
    }
}
