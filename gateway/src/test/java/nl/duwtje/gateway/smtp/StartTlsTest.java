package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.testkit.Dialogue;
import nl.duwtje.gateway.testkit.TestCertificate;

class StartTlsTest {

    @TempDir
    static Path made;
    private static TestCertificate rsa;
    private static TestCertificate ec;
    @TempDir
    Path folder;
    private Path certificate;
    private Path key;
    private final ServerUnderTest server = new ServerUnderTest();

    @BeforeAll
    static void make() throws IOException, GeneralSecurityException {
        rsa = TestCertificate.make(made, "rsa", "RSA");
        ec = TestCertificate.make(made, "ec", "EC");
    }

    @BeforeEach
    void begin() throws IOException {
        certificate = folder.resolve("smtp.crt");
        key = folder.resolve("smtp.key");
        install(rsa, 0);
        server.tls = new SmtpSettings.Tls(certificate, key);
    }

    @AfterEach
    void stop() {
        if (server.address != null) {
            server.close();
        }
    }

    private void install(TestCertificate pair, int age) throws IOException {
        Files.copy(pair.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(pair.key(), key, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(key, FileTime.from(Instant.parse("2026-11-21T10:00:00Z").plusSeconds(age)));
    }

    private Dialogue atHandshake() {
        return server.greeted().ask("STARTTLS", "220 2.0.0 ");
    }

    @Test
    void insideTlsEverythingBeginsAnewAndTlsIsNotOfferedAgain() throws Exception {
        server.start();
        try (Dialogue client = server.connect().expect("220 ")) {
            assertThat(client.say("EHLO before.example.org").hear()).endsWith("250 STARTTLS");
            client.ask("MAIL FROM:<anna@example.org>", "250 ").ask("STARTTLS", "220 2.0.0 ");
            SSLSocket tls = client.secure(rsa.trusting());
            assertThat(tls.getSession().getProtocol()).isEqualTo("TLSv1.3");
            client.ask("RCPT TO:<bob@outside.test>", "503 5.5.1 ").ask("MAIL FROM:<anna@example.org>", "503 5.5.1 say EHLO first");
            assertThat(client.say("EHLO after.example.org").hear()).contains("PIPELINING").doesNotContain("STARTTLS");
            client.ask("STARTTLS", "503 5.5.1 ").ask("MAIL FROM:<anna@example.org>", "250 ").ask("RCPT TO:<bob@outside.test>", "250 ")
                    .ask("DATA", "354 ").raw("Subject: x\r\n\r\n" + "abc\r\n".repeat(400_000) + ".\r\n").expect("250 2.0.0 delivered");
            client.ask("QUIT", "221 ").expectEnd();
        }
        assertThat(server.received.get(0).origin().protocol()).isEqualTo("ESMTPS");
        assertThat(server.received.get(0).origin().tls()).startsWith("TLSv1.3 TLS_");
        assertThat(server.received.get(0).origin().helo()).isEqualTo("after.example.org");
    }

    @Test
    void whatIsSentInTheClearBehindStarttlsIsNeverExecuted() {
        server.start();
        server.greeted().raw("STARTTLS\r\nMAIL FROM:<evil@example.org>\r\n").expect("554 5.5.1 ").expectEnd();
        server.greeted().ask("STARTTLS now", "501 5.5.4 ").close();
        String answer = server.greeted().ask("STARTTLS", "220 ").raw("MAIL FROM:<evil@example.org>\r\nRCPT TO:<v@outside.test>\r\n")
                .hearRest();
        assertThat(answer).as("no SMTP reply, at most a TLS alert").doesNotContain("250", "503").matches("(?s)|\u0015.*");
        assertThat(server.received).isEmpty();
    }

    @Test
    void tls12IsSpokenToThoseWhoHaveNo13AndStrangersAreNotTrusted() throws Exception {
        server.start();
        try (Dialogue client = atHandshake()) {
            assertThat(client.secure(rsa.trusting(), "TLSv1.2").getSession().getProtocol()).isEqualTo("TLSv1.2");
            client.ask("EHLO client.example.org", "250").ask("QUIT", "221 ").expectEnd();
        }
        try (Dialogue client = atHandshake()) {
            assertThatThrownBy(() -> client.secure(ec.trusting())).hasMessageContaining("PKIX");
        }
    }

    @Test
    void aNewCertificateIsUsedWithoutRestartAndABadOneIsNot() throws Exception {
        server.start();
        atHandshakeWith(rsa);
        install(ec, 10);
        atHandshakeWith(ec);
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n");
        atHandshakeWith(ec);
        install(rsa, 20);
        Files.copy(ec.key(), key, StandardCopyOption.REPLACE_EXISTING);
        atHandshakeWith(ec);
        Files.delete(key);
        atHandshakeWith(ec);
        install(rsa, 30);
        atHandshakeWith(rsa);
    }

    private void atHandshakeWith(TestCertificate expected) throws Exception {
        try (Dialogue client = atHandshake()) {
            SSLSocket socket = client.secure(expected.trusting());
            assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(expected.x509());
            client.ask("EHLO client.example.org", "250");
        }
    }

    @Test
    void aBadPairStopsTheStart() throws IOException {
        Files.copy(ec.key(), key, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(server::start).isInstanceOf(SmtpStartException.class).hasMessageContaining("smtp.tls cannot be used");
        Files.writeString(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(server::start).isInstanceOf(SmtpStartException.class).hasMessageContaining("openssl pkcs8");
    }

    @Test
    void anIdleTlsSessionIsSentHomeByADrain() throws Exception {
        server.start();
        try (Dialogue client = atHandshake()) {
            client.secure(rsa.trusting());
            client.ask("EHLO client.example.org", "250");
            server.server.drain(Duration.ofSeconds(20));
            assertThat(server.server.openSessions()).isZero();
        }
    }
}
