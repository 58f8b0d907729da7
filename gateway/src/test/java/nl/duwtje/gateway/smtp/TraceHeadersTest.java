package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.rules.mail.Origin;

class TraceHeadersTest {

    private static final TraceHeaders HEADERS = new TraceHeaders("duwtje.test");

    private static final Instant AT = Instant.parse("2026-11-01T09:05:07Z");

    private static String received(Origin origin) {
        return received(origin, "a1-B2", AT);
    }

    private static String received(Origin origin, String id, Instant at) {
        StringBuilder field = new StringBuilder();
        HEADERS.received(field, origin, id, at);
        return field.toString();
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

    @ParameterizedTest
    @CsvSource({"mail_1.example-x.org,mail_1.example-x.org", "[192.0.2.1],[192.0.2.1]", "[192.0.2_1],unknown", "[],unknown", "[,unknown",
            "'',unknown",
            "a:b,unknown", "a b,unknown"})
    void aNameIsADomainOrAnAddressInBrackets(String helo, String written) {
        assertThat(received(new Origin("192.0.2.7", helo, true, ""))).startsWith("Received: from " + written + " ([192.0.2.7])\r\n");
    }

    @Test
    void whatIsNoIdIsLeftOut() {
        assertThat(received(new Origin("192.0.2.7", "x", true, "a(b) c"), "a\r\n;b-_.9", AT)).contains("\r\n\t(ab c)\r\n\tid ab-_.9; ");
    }

    @Test
    void eachSecondHasItsOwnDateWhateverWasWrittenBefore() {
        Origin origin = new Origin("192.0.2.1", "mail.example.org", true, "");
        for (int second : new int[]{0, 0, 1, 60, 0, 59}) {
            assertThat(received(origin, "a", AT.plusSeconds(second).plusMillis(second)))
                    .endsWith("; " + java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME
                            .format(AT.plusSeconds(second).atOffset(java.time.ZoneOffset.UTC)).replace("GMT", "+0000") + "\r\n");
        }
    }
}
