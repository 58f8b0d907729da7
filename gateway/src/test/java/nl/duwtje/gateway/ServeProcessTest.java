package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ServeProcess;

/** The promise behind 250, with a real process: what was acknowledged arrives after a kill, twice at worst; a stop duplicates nothing. */
class ServeProcessTest {

    private static final int CLIENTS = 8;

    @TempDir
    Path folder;

    @Test
    void whatWas250ArrivesAfterAKill() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start()) {
            nextHop.when(ScriptedNextHop.Point.END).after(Duration.ofMillis(20)).reply("250 2.0.0 taken");
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            try (ServeProcess serve = ServeProcess.start(folder, nextHop.address())) {
                Clients clients = new Clients(serve, acknowledged);
                await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= 100);
                serve.kill();
                clients.join();
            }
            try (ServeProcess again = ServeProcess.start(folder, nextHop.address())) {
                await().atMost(Duration.ofSeconds(90)).until(() -> arrivals(nextHop).keySet().containsAll(acknowledged));
                assertThat(Mailer.send(again.smtp(), SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Daarna"))).startsWith("250 ");
            }
            assertThat(arrivals(nextHop)).allSatisfy((subject, times) -> assertThat(times).as(subject).isLessThanOrEqualTo(2));
        }
    }

    @Test
    void aStopUnderLoadLosesAndDuplicatesNothing() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start()) {
            nextHop.when(ScriptedNextHop.Point.END).after(Duration.ofMillis(20)).reply("250 2.0.0 taken");
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            try (ServeProcess serve = ServeProcess.start(folder, nextHop.address())) {
                Clients clients = new Clients(serve, acknowledged);
                await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= 60);
                assertThat(serve.terminate()).isIn(0, 143);
                clients.join();
            }
            try (ServeProcess again = ServeProcess.start(folder, nextHop.address())) {
                await().atMost(Duration.ofSeconds(90)).until(() -> arrivals(nextHop).keySet().containsAll(acknowledged));
                assertThat(again.terminate()).isIn(0, 143);
            }
            assertThat(arrivals(nextHop)).allSatisfy((subject, times) -> assertThat(times).as(subject).isEqualTo(1));
            assertThat(arrivals(nextHop).keySet()).isEqualTo(acknowledged);
        }
    }

    @Test
    void oneMessageInPartsIsToldOfOnceThoughWeAreKilledInBetween() throws Exception {
        String mail = withBsns("lijst@example.org", "Lijst");
        try (ScriptedNextHop nextHop = ScriptedNextHop.start()) {
            String held;
            try (ServeProcess serve = ServeProcess.start(folder, nextHop.address(), "hold.notice-delay=2s")) {
                held = Mailer.send(serve.smtp(), SENDER, List.of("a@wijk1.test"), mail);
                assertThat(held).startsWith("250 2.0.0 held ");
                serve.kill();
            }
            assertThat(nextHop.accepted()).as("no notice yet").isEmpty();
            try (ServeProcess again = ServeProcess.start(folder, nextHop.address())) {
                assertThat(Mailer.send(again.smtp(), SENDER, List.of("a@wijk1.test"), mail)).as("a try of the same").isEqualTo(held);
                assertThat(Mailer.send(again.smtp(), SENDER, List.of("b@wijk2.test"), mail)).as("the next part").isEqualTo(held);
                String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
                RunningGateway.press(link, "send");
                nextHop.awaitAccepted(4); // the notice, both parts, and what went out
            }
            assertThat(arrivals(nextHop)).containsExactly(Map.entry("Lijst", 2));
            assertThat(nextHop.accepted().stream().flatMap(t -> t.rcpts().stream()).filter(rcpt -> rcpt.contains("wijk"))).hasSize(2)
                    .doesNotHaveDuplicates();
        }
    }

    /** How often each subject arrived at its recipients; receipts to the sender do not count. */
    private static Map<String, Integer> arrivals(ScriptedNextHop nextHop) {
        Map<String, Integer> arrivals = new TreeMap<>();
        nextHop.accepted().stream().filter(t -> !t.rcpts().toString().contains(SENDER))
                .forEach(t -> arrivals.merge(t.text().replaceAll("(?s).*\r\nSubject: ([^\r]*)\r\n.*", "$1"), 1, Integer::sum));
        return arrivals;
    }

    /** Sends until the server is gone: every second mail is relayed at once, every other goes through the store with its addresses hidden. */
    private static final class Clients {
        private final List<Thread> threads = new ArrayList<>();

        Clients(ServeProcess serve, Set<String> acknowledged) {
            AtomicInteger number = new AtomicInteger();
            for (int i = 0; i < CLIENTS; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        while (true) {
                            String subject = "Mail " + number.incrementAndGet();
                            List<String> to = subject.hashCode() % 2 == 0 ? List.of("a@wijk1.test") : outsiders(12);
                            String reply = Mailer.send(serve.smtp(), SENDER, to, plain(String.join(", ", to), subject));
                            if (reply.startsWith("250 ")) {
                                acknowledged.add(subject);
                            }
                        }
                    } catch (IOException gone) {
                        // killed or stopped: what was not acknowledged is the client's
                    }
                });
                thread.start();
                threads.add(thread);
            }
        }

        void join() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
