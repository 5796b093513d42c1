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
}
