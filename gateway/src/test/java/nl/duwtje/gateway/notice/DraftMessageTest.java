package nl.duwtje.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.rules.mail.MemoryMessage;

class DraftMessageTest {

    @Test
    void losesTheFieldsOfItsJourneyAndNothingElse() throws IOException {
        assertThat(draft("""
                Received: from a (b)
                \tby c; Fri, 20 Nov 2026 14:04:30 +0100
                DKIM-Signature: v=1; d=municipality.example.org;
                 b=abc
                From: Anna <anna@municipality.example.org>
                To: j.jansen@resident.example,
                 p.devries@resident.example
                Message-ID: <1@municipality.example.org>
                date: Fri, 20 Nov 2026 14:04:30 +0100
                X-MS-Exchange-Organization-SCL: -1
                Duwtje-Seen: 1; abc
                Subject: =?utf-8?q?d=C3=A9?=
                Dated: kept

                Received: this is text
                Date: too
                """)).isEqualTo("""
                X-Unsent: 1
                From: Anna <anna@municipality.example.org>
                To: j.jansen@resident.example,
                 p.devries@resident.example
                Subject: =?utf-8?q?d=C3=A9?=
                Dated: kept

                Received: this is text
                Date: too
                """.replace("\n", "\r\n"));
    }

    @Test
    void standsAMessageWithoutBodyOrWithoutHeaders() throws IOException {
        assertThat(draft("Subject: x\nReceived: y\n")).isEqualTo("X-Unsent: 1\r\nSubject: x\r\n");
        assertThat(draft("\nonly text\n")).isEqualTo("X-Unsent: 1\r\n\r\nonly text\r\n");
        assertThat(draft("")).isEqualTo("X-Unsent: 1\r\n");
    }

    private static String draft(String original) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DraftMessage.of(MemoryMessage.of(original)).writeTo(out::write);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"Lijst deelnemers,Lijst deelnemers.eml", "../../etc/passwd,etc passwd.eml", "a/b:c*?.exe,a b c .exe.eml", "CON,bericht.eml",
            "nul.txt,bericht.eml", "'',bericht.eml", "...,bericht.eml", "Café ☕,Café ☕.eml"})
    void itsFileNameIsHarmless(String subject, String name) {
        assertThat(DraftMessage.fileName(subject, "bericht")).isEqualTo(name);
    }

    @Test
    void itsFileNameIsShort() {
        assertThat(DraftMessage.fileName("é".repeat(500), "bericht")).hasSize(64);
    }
}
