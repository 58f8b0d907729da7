package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.mail.Origin;

class TraceHeadersTest {

    private static final TraceHeaders HEADERS = new TraceHeaders("duwtje.test");

    private static final Instant AT = Instant.parse("2026-11-01T09:05:07Z");

    private static String received(Origin origin) {
        return new String(HEADERS.received(origin, "a1-B2", AT), StandardCharsets.US_ASCII);
    }

    @Test
    void plainSessionsSayWhoAndWhen() {
        assertThat(received(new Origin("192.0.2.7", "exchange.example.org", true, ""))).isEqualTo("""
                Received: from exchange.example.org ([192.0.2.7])\r
                \tby duwtje.test with ESMTP\r
                \tid a1-B2; Sun, 1 Nov 2026 09:05:07 +0000\r
                """);
    }

    @Test
    void tlsAndIpv6() {
        assertThat(received(new Origin("2001:db8::1", "[2001:db8::1]", true, "TLSv1.3 TLS_AES_256_GCM_SHA384"))).isEqualTo("""
                Received: from [2001:db8::1] ([IPv6:2001:db8::1])\r
                \tby duwtje.test with ESMTPS\r
                \t(TLSv1.3 TLS_AES_256_GCM_SHA384)\r
                \tid a1-B2; Sun, 1 Nov 2026 09:05:07 +0000\r
                """);
    }

    @Test
    void aHeloThatIsNoNameIsNotRepeated() {
        assertThat(received(new Origin("192.0.2.7", "x)(for <bcc@example.org>;", false, "")))
                .startsWith("Received: from unknown ([192.0.2.7])\r\n\tby duwtje.test with SMTP\r\n");
    }

    @Test
    void eachSecondHasItsOwnDateWhateverWasWrittenBefore() {
        Origin origin = new Origin("192.0.2.1", "mail.example.org", true, "");
        for (int second : new int[]{0, 0, 1, 60, 0, 59}) {
            assertThat(new String(HEADERS.received(origin, "a", AT.plusSeconds(second).plusMillis(second)), StandardCharsets.US_ASCII))
                    .endsWith("; " + java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME
                            .format(AT.plusSeconds(second).atOffset(java.time.ZoneOffset.UTC)).replace("GMT", "+0000") + "\r\n");
        }
    }
}
