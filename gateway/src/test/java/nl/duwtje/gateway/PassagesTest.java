package nl.duwtje.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.RawMessage;

/** How we know a message that has been here before. */
class PassagesTest {

    private static final byte[] SECRET = "a secret of more than sixteen characters".getBytes(StandardCharsets.UTF_8);
    private final Passages passages = new Passages(SECRET, "duwtje.example.org", 5, 3);

    private Passages.Passage of(String message) {
        return passages.of(MemoryMessage.of(message));
    }

    private String leaving(String message) throws IOException {
        return leaving(message, true);
    }

    private String leaving(String message, boolean toOutsiders) throws IOException {
        RawMessage raw = MemoryMessage.of(message);
        Arrival arrival = new Arrival("abc123", Envelope.of(MailAddress.NULL, List.of(MailAddress.of("a@example.org"))), raw,
                new Origin("127.0.0.1", "client", true, ""), of(message).messageId(), of(message).binding(), Instant.EPOCH);
        StringBuilder text = new StringBuilder();
        passages.trace(arrival, toOutsiders)
                .writeTo((block, from, length) -> text.append(new String(block, from, length, StandardCharsets.UTF_8)));
        return text.toString();
    }

    @Test
    void aMarkCountsOnlyForTheMessageItWasMadeFor() throws IOException {
        String message = "Message-ID: <one@example.org>\nFrom: sanne@example.org\nSubject: x\n\nbody\n";
        String once = leaving(message);
        assertThat(of(once)).isEqualTo(new Passages.Passage(1, 1, true, "<one@example.org>", "<one@example.org>\nsanne@example.org\n"));
        assertThat(of(leaving(message, false)))
                .isEqualTo(new Passages.Passage(1, 1, false, "<one@example.org>", "<one@example.org>\nsanne@example.org\n"));
        assertThat(of(leaving(once)).seen()).isEqualTo(2);
        assertThat(of(once.replace("<one@", "<two@")).seen()).isZero();
        assertThat(of(once.replace("abc123", "abc124")).seen()).isZero();
        assertThat(of(once.replace("From: sanne@", "From: piet@")).seen()).isZero();
        assertThat(of(once.replace("Subject: x", "Subject: x\r\nDate: today")).seen()).isZero();
    }

    @Test
    void marksInTheBodyAndInFoldedLinesAreReadAsHeadersAre() throws IOException {
        String once = leaving("Message-ID:\n <one@example.org>\n\nbody\n");
        assertThat(of(once).messageId()).isEqualTo("<one@example.org>");
        assertThat(of("Subject: x\n\n" + once).seen()).isZero();
        assertThat(of(once.replace("Duwtje-Seen: ", "duwtje-seen:\r\n ")).seen()).isEqualTo(1);
        assertThat(of("Duwtje-Seenx: a b\nReceivedx: y\n\n")).isEqualTo(new Passages.Passage(0, 0, false, "", "\n\n"));
    }

    @Test
    void tooManyReceivedOrMarksMeanALoop() throws IOException {
        String message = "Message-ID: <one@example.org>\n\nbody\n";
        for (int pass = 0; pass < 3; pass++) {
            assertThat(passages.isLoop(of(message))).as("pass " + pass).isFalse();
            message = leaving(message);
        }
        assertThat(passages.isLoop(of(message))).isTrue();
        assertThat(passages.isLoop(of("Received: x\n".repeat(5) + "\n"))).isFalse();
        assertThat(passages.isLoop(of("Received: x\n".repeat(6) + "\n"))).isTrue();
    }

    @Test
    void headersWithoutBodyOrEndAreNoProblem() {
        assertThat(of("").received()).isZero();
        assertThat(of("Received").received()).isZero();
        assertThat(of("Message-ID:").messageId()).isEmpty();
    }

    @Test
    void theSecretIsMadeOnceAndPrivate(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("duwtje.secret");
        byte[] first = Passages.secret(file);
        assertThat(first).hasSizeGreaterThanOrEqualTo(32).isEqualTo(Passages.secret(file));
        assertThat(Files.getPosixFilePermissions(file)).extracting(Enum::name).containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        Files.writeString(file, "short");
        assertThatThrownBy(() -> Passages.secret(file)).hasMessageContaining("duwtje.secret").hasMessageContaining("16");
    }
}
