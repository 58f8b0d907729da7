package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import nl.duwtje.gateway.testkit.Dialogue;

@Timeout(60)
class PatienceTest {

    private final ServerUnderTest server = new ServerUnderTest();
    private final ScheduledExecutorService drip = Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());

    @AfterEach
    void stop() {
        drip.shutdownNow();
        server.close();
    }

    private ScheduledFuture<?> dripping(List<Dialogue> clients, String bytes, int everyMillis) {
        return drip.scheduleWithFixedDelay(() -> clients.forEach(client -> client.raw(bytes)), 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    @Test
    void aSilentClientIsTold421() {
        server.idleTimeout = Duration.ofMillis(200);
        server.start();
        server.connect().expect("220 ").expect("421 4.4.2 ").expectEnd();
        server.atData().raw("half").expect("421 4.4.2 ").expectEnd();
        server.atBdat().raw("BDAT 10\r\nhalf").expect("421 4.4.2 ").expectEnd();
        server.atBdat().raw("BDAT 4\r\nhalf").expect("250 ").expect("421 4.4.2 ").expectEnd();
        assertThat(server.received).isEmpty();
    }

    @Test
    void aCommandFedByteByByteHasTheSameTime() {
        server.idleTimeout = Duration.ofMillis(600);
        server.start();
        Dialogue client = server.greeted();
        dripping(List.of(client), "N", 50);
        client.expect("421 4.4.2 ");
    }

    @Test
    void aBodyBelowTheMinimumRateIsEnded() {
        server.limits = new Limits(2048, 20, 100, 1 << 20, 500, Duration.ofMillis(500), 1 << 20);
        server.start();
        Dialogue client = server.atData();
        dripping(List.of(client), "x", 50);
        client.expect("421 4.4.2 ");
    }

    @Test
    void aTransactionHasALimitHoweverFastItIs() {
        server.transactionLimit = Duration.ofMillis(500);
        server.start();
        Dialogue client = server.atData();
        dripping(List.of(client), "x".repeat(2000) + "\r\n", 20);
        client.expect("421 4.4.2 ");
        Dialogue chunks = server.atBdat();
        chunks.raw("BDAT 4\r\nhalf").expect("250 ").expect("421 4.4.2 ").expectEnd();
    }

    @Test
    void aClientThatNeverReadsItsRepliesIsEnded() {
        server.idleTimeout = Duration.ofMillis(500);
        server.limits = new Limits(2048, 20, Integer.MAX_VALUE, 1 << 20, 500, Duration.ofSeconds(30), 1 << 20);
        server.start();
        try (Dialogue client = server.greeted()) {
            byte[] commands = "NOOP\r\n".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> {
                while (true) {
                    client.raw(commands);
                }
            }).isInstanceOf(java.io.UncheckedIOException.class);
        }
    }

    @Test
    void twoHundredDrippingSessionsDoNotStarveTheOthers() {
        server.start();
        List<Dialogue> slow = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            slow.add(i % 2 == 0 ? server.atData() : server.greeted());
        }
        dripping(slow, "x", 20);
        long start = System.nanoTime();
        try (Dialogue client = server.greeted()) {
            for (int i = 0; i < 100; i++) {
                client.ask("MAIL FROM:<anna@example.org>", "250 ").ask("RCPT TO:<bob@outside.test>", "250 ").ask("DATA", "354 ")
                        .raw("Subject: x\r\n\r\nhello\r\n.\r\n").expect("250 2.0.0 delivered");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("100 messages beside 200 slow sessions")
                .isLessThan(Duration.ofSeconds(15));
        assertThat(server.received).hasSize(100);
        assertThat(server.server.openSessions()).isGreaterThanOrEqualTo(200);
        drip.shutdownNow();
        slow.forEach(Dialogue::reset);
    }
}
