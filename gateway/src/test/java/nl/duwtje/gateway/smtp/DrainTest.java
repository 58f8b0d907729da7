package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import nl.duwtje.gateway.testkit.Dialogue;

@Timeout(60)
class DrainTest {

    private final ServerUnderTest server = new ServerUnderTest();

    private static Thread draining(SmtpServer server, Duration limit) {
        return Thread.ofPlatform().start(() -> server.drain(limit));
    }

    @Test
    void idleSessionsAre421AndTransactionsEnd() throws InterruptedException {
        server.start();
        Dialogue idle = server.greeted();
        Dialogue silent = server.connect().expect("220 ");
        Dialogue busy = server.atData().raw("Subject: x\r\n\r\nhalf");
        Dialogue early = server.greeted().ask("MAIL FROM:<anna@example.org>", "250 ");
        Thread drain = draining(server.server, Duration.ofSeconds(30));
        idle.expect("421 4.3.2 ").expectEnd();
        silent.expect("421 4.3.2 ").expectEnd();
        assertThatThrownBy(server::connect).isInstanceOf(UncheckedIOException.class);
        early.ask("RCPT TO:<bob@outside.test>", "250 ").ask("DATA", "354 ").say(".").expect("250 2.0.0 delivered").expect("421 4.3.2 ")
                .expectEnd();
        busy.raw(" and half\r\n.\r\nMAIL FROM:<next@example.org>\r\n").expect("250 2.0.0 delivered").expect("421 4.3.2 ").expectEnd();
        drain.join();
        assertThat(server.texts()).containsExactlyInAnyOrder("", "Subject: x\r\n\r\nhalf and half\r\n");
        assertThat(server.server.openSessions()).isZero();
    }

    @Test
    void anIntakeAtWorkIsWaitedForAndItsReplyArrives() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        server.then = (envelope, message, origin) -> {
            working.countDown();
            await(finish);
            return ServerUnderTest.DELIVERED;
        };
        Dialogue client = server.start().atData().say(".");
        working.await();
        Dialogue idle = server.greeted();
        Thread drain = draining(server.server, Duration.ofSeconds(30));
        idle.expect("421 4.3.2 ");
        assertThat(drain.isAlive()).isTrue();
        finish.countDown();
        client.expect("250 2.0.0 delivered");
        drain.join();
    }

    @Test
    void afterTheLimitEverythingIsCutAndNothingHangs() {
        CountDownLatch never = new CountDownLatch(1);
        server.then = (envelope, message, origin) -> {
            await(never);
            return ServerUnderTest.DELIVERED;
        };
        server.start();
        Dialogue inIntake = server.atData().say(".");
        Dialogue inBody = server.atData().raw("half");
        long start = System.nanoTime();
        server.server.drain(Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
        inIntake.expectEnd();
        inBody.expectEnd();
        never.countDown();
        server.server.close();
    }

    @Test
    void underLoadNothingIsLostAndNothingIsSentTwice() throws InterruptedException {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> unknown = ConcurrentHashMap.newKeySet();
        CountDownLatch warm = new CountDownLatch(300);
        server.start();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int number = i;
            clients.add(Thread.ofPlatform().start(() -> send(number, acknowledged, unknown, warm)));
        }
        assertThat(warm.await(30, TimeUnit.SECONDS)).isTrue();
        server.server.drain(Duration.ofSeconds(30));
        for (Thread client : clients) {
            client.join();
        }
        List<String> kept = server.texts();
        assertThat(kept).doesNotHaveDuplicates();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(300).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(unknown).as("messages whose client never learned what became of them").isEmpty();
    }

    /** Sends until it is told 421; a message is unknown when the connection ended between its final dot and the reply. */
    private void send(int number, Set<String> acknowledged, Set<String> unknown, CountDownLatch warm) {
        try (Dialogue client = server.greeted()) {
            for (int n = 0;; n++) {
                String text = "Subject: " + number + "-" + n + "\r\n\r\n" + "x".repeat(n * 37 % 5000) + "\r\n";
                String mail = client.say("MAIL FROM:<anna@example.org>").hear();
                if (!mail.startsWith("250 ")) {
                    assertThat(mail).startsWith("421 4.3.2");
                    return;
                }
                client.ask("RCPT TO:<bob@outside.test>", "250 ").ask("DATA", "354 ");
                String reply = client.raw(text + ".\r\n").hear();
                (reply.startsWith("250 ") ? acknowledged : unknown).add(text);
                warm.countDown();
            }
        } catch (UncheckedIOException goneBetweenTransactions) {
            assertThat(server.server.openSessions()).isNotNegative();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
