package nl.duwtje.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8, 127.255.255.255, true", "127.0.0.0/8, 128.0.0.0, false", "10.0.0.0/9, 10.127.0.1, true",
            "10.0.0.0/9, 10.128.0.1, false", "192.0.2.7, 192.0.2.7, true", "192.0.2.7, 192.0.2.6, false", "0.0.0.0/0, 203.0.113.9, true",
            "0.0.0.0/0, ::1, false", "2001:db8::/33, 2001:db8:7fff::1, true", "2001:db8::/33, 2001:db8:8000::1, false", "::1, ::1, true",
            "::/0, 127.0.0.1, false", "192.0.2.128/25, 192.0.2.127, false", "192.0.2.128/25, 192.0.2.255, true",
            "127.0.0.1, ::ffff:127.0.0.1, true"})
    void rangeHasAddress(String range, String address, boolean expected) throws UnknownHostException {
        assertThat(Cidr.of(range).contains(InetAddress.getByName(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/8", "10/8", "10.1", "010.0.0.1", "256.0.0.1", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/",
            "10.0.0.1/8", "::/129", ":::1", "2001:db8::1/32", "fe80::1%eth0", "example.org", "localhost", "*", "10.0.0.0/8 10.0.0.1"})
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8,false", "::1,false", "10.20.0.0/16,false", "172.16.0.0/12,false", "fd00::/8,false", "203.0.113.7,false",
            "203.0.113.0/29,true", "0.0.0.0/0,true", "::/0,true", "10.0.0.0/7,true", "172.0.0.0/8,true", "2001:db8::/48,true"})
    void aRangeThatOthersMayBeInIsKnown(String range, boolean shared) {
        assertThat(Cidr.of(range).isShared()).isEqualTo(shared);
    }
}
