package dev.winnow.scheduler.discovery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.0.1", "fe80::1", "fd00:ec2::254", "fd20:ce::254",
            "168.63.129.16", "100.100.100.200", "0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "239.255.255.250", "ff02::1",
            "255.255.255.255", "240.0.0.1", "::ffff:169.254.169.254", "::169.254.169.254", "64:ff9b::a9fe:a9fe",
            "2002:a9fe:a9fe::1"})
    void whatHandsOutCredentialsOrIsNoHostIsRefusedInEachGuise(String literal) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(literal);
        assertThatThrownBy(() -> AddressRules.check("h", address)).isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining("The host 'h' is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "8.8.8.8",
            "fd12::1", "2001:db8::1", "64:ff9b::808:808"})
    void loopbackPrivateAndPublicAddressesAreAllowed(String literal) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(literal);
        assertThatCode(() -> AddressRules.check("h", address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "2852039166", "0xA9FEA9FE",
            "0251.0376.0251.0376", "169.254.43518", "0xa9.254.169.254", "169.254.169.0376", "metadata.google.internal",
            "METADATA.google.internal.", "metadata", "instance-data"})
    void aHostIsRefusedByItsNameAlone(String host) {
        assertThatThrownBy(() -> AddressRules.checkHost(host)).isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "plugins.example.com", "minio", "1.example.com", "a-1",
            "0x7f.example.com"})
    void otherHostsAreNot(String host) {
        assertThatCode(() -> AddressRules.checkHost(host)).doesNotThrowAnyException();
    }

    @Test
    void aNameIsRefusedIfAnyOfItsAddressesIs() throws UnknownHostException {
        InetAddress good = InetAddress.getByName("127.0.0.1");
        InetAddress bad = InetAddress.getByName("169.254.169.254");
        assertThat(new CheckedResolver(Answers.of(good)).resolve("h")).containsExactly(good);
        assertThatThrownBy(() -> new CheckedResolver(Answers.of(good, bad)).resolve("h")).isInstanceOf(
                RefusedAddressException.class);
        assertThatThrownBy(() -> new CheckedResolver(Answers.of()).resolve("h", 80)).isInstanceOf(
                UnknownHostException.class);
        assertThat(List.of(new CheckedResolver(Answers.of(good)).resolve("h", 81).getFirst().getPort()))
                .containsExactly(
                        81);
    }
}
