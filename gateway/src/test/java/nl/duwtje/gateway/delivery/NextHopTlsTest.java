package nl.duwtje.gateway.delivery;

import static nl.duwtje.gateway.delivery.Route.MESSAGE;
import static nl.duwtje.gateway.delivery.Route.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.config.NextHopSettings.TlsMode;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Point;
import nl.duwtje.gateway.testkit.TestCertificate;
import nl.duwtje.rules.settings.SettingsException;

/** STARTTLS towards the next hop (RFC 3207). */
@Timeout(60)
class NextHopTlsTest {

    @TempDir
    static Path folder;
    static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(folder, "ip:127.0.0.1");
    }

    @Test
    void usesTlsWhenOffered() throws Exception {
        for (TlsMode mode : new TlsMode[]{TlsMode.OPTIONAL, TlsMode.REQUIRED}) {
            try (var hop = ScriptedNextHop.startTls(certificate.server()); var next = Route.to(hop).tls(mode, null).open()) {
                assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
                assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
                assertThat(hop.commands()).startsWith("EHLO duwtje.example.test", "STARTTLS", "EHLO duwtje.example.test");
                assertThat(hop.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void noneNeverAsksForIt() throws Exception {
        try (var hop = ScriptedNextHop.startTls(certificate.server()); var next = Route.to(hop).open()) {
            assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
            assertThat(hop.commands()).doesNotContain("STARTTLS");
        }
    }

    @Test
    void requiredDefersWithoutIt() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).tls(TlsMode.REQUIRED, null).open()) {
            assertThat(only(next).reply().line()).startsWith("451 4.7.4 ");
            assertThat(hop.commands()).doesNotContain("MAIL FROM:<anna@example.org>");
        }
        try (var hop = ScriptedNextHop.startTls(certificate.server()); var next = Route.to(hop).tls(TlsMode.REQUIRED, null).open()) {
            hop.when(Point.STARTTLS).reply("454 4.7.0 not now");
            assertThat(only(next).reply().line()).startsWith("451 4.7.4 ");
        }
    }

    @Test
    void optionalGoesOnInPlainText() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).tls(TlsMode.OPTIONAL, null).open()) {
            assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
        }
        try (var hop = ScriptedNextHop.startTls(certificate.server()); var next = Route.to(hop).tls(TlsMode.OPTIONAL, null).open()) {
            hop.when(Point.STARTTLS).replyAndDrop("220 2.0.0 ready");
            assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
            assertThat(hop.connections()).isEqualTo(2);
        }
    }

    @Test
    void verifiedWantsTheNameAndTheAuthority(@TempDir Path other) throws Exception {
        try (var hop = ScriptedNextHop.startTls(certificate.server());
                var trusted = Route.to(hop).tls(TlsMode.VERIFIED, certificate.pem()).open();
                var unknown = Route.to(hop).tls(TlsMode.VERIFIED, null).open()) {
            assertThat(only(trusted).status()).isEqualTo(Status.DELIVERED);
            assertThat(only(unknown).reply().line()).startsWith("451 4.7.5 ");
        }
        TestCertificate elsewhere = TestCertificate.make(other, "dns:elsewhere.example.test");
        try (var hop = ScriptedNextHop.startTls(elsewhere.server());
                var next = Route.to(hop).tls(TlsMode.VERIFIED, elsewhere.pem()).open()) {
            assertThat(only(next).reply().line()).startsWith("451 4.7.5 ");
            assertThat(hop.accepted()).isEmpty();
        }
    }

    @Test
    void repliesPutInFrontOfTheHandshakeAreNotBelieved() throws Exception {
        try (var hop = ScriptedNextHop.startTls(certificate.server()); var next = Route.to(hop).tls(TlsMode.REQUIRED, null).open()) {
            hop.when(Point.STARTTLS).send("220 2.0.0 ready\r\n250-injected\r\n250 SIZE 10\r\n");
            assertThat(only(next).reply().line()).startsWith("451 4.7.5 ");
            assertThat(hop.accepted()).isEmpty();
        }
    }

    @Test
    void aTrustFileThatIsNoneIsRefusedAtStart() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "not a certificate\n");
        assertThatThrownBy(() -> Route.to(25).tls(TlsMode.VERIFIED, empty).open()).isInstanceOf(SettingsException.class)
                .hasMessageContaining("next-hop.trust " + empty);
    }

    private static Result only(NextHop next) {
        return next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT).results().get(0);
    }
}
