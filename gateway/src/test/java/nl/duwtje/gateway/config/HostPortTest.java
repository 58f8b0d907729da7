package nl.duwtje.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.1:2525, 127.0.0.1, 2525", "mail.example.org:25, mail.example.org, 25", "[::1]:0, ::1, 0",
            "[2001:db8::2]:65535, 2001:db8::2, 65535"})
    void readsAndWritesTheSame(String text, String host, int port) {
        assertThat(HostPort.of(text)).isEqualTo(new HostPort(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25", ":25", "host", "host:", "host:x", "host:-1", "host:+1", "host:65536", "::1:25", "[::1]", "[]:25",
            "a b:25", "http://host:25", "host:25/", "[example.org]:25"})
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> HostPort.of(text)).hasMessage("is not HOST:PORT; write 127.0.0.1:2525 or [::1]:2525");
    }
}
