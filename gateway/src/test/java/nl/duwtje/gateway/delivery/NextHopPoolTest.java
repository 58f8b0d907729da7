package nl.duwtje.gateway.delivery;

import static nl.duwtje.gateway.delivery.Route.MESSAGE;
import static nl.duwtje.gateway.delivery.Route.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Point;
import nl.duwtje.rules.mail.MemoryMessage;

/** Kept connections: used again, bounded, given up when old, and never a reason to lose or double a message. */
@Timeout(60)
class NextHopPoolTest {

    @Test
    void oneConnectionCarriesManyMessages() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            for (int i = 0; i < 20; i++) {
                assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
            }
            assertThat(hop.connections()).isEqualTo(1);
            assertThat(hop.commands()).filteredOn(c -> !c.startsWith("MAIL") && !c.startsWith("RCPT") && !c.equals("DATA"))
                    .containsExactly("EHLO duwtje.example.test");
        }
    }

    @Test
    void aKeptConnectionThatWasClosedIsReplacedWithoutAnyoneNoticing() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            only(next);
            hop.cutAll();
            assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
            hop.when(Point.MAIL).times(1).drop();
            assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
            hop.when(Point.MAIL).times(1).replyAndDrop("421 4.4.2 idle for too long");
            assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
            assertThat(hop.accepted()).hasSize(4);
            assertThat(hop.connections()).isEqualTo(4);
        }
    }

    @Test
    void itIsRetriedOnceAndOnlyWhenNothingWasAnswered() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            only(next);
            hop.when(Point.MAIL).times(2).drop();
            assertThat(only(next).status()).isEqualTo(Status.DEFERRED);
            only(next);
            hop.when(Point.RCPT).times(1).drop();
            assertThat(only(next).status()).isEqualTo(Status.DEFERRED);
            only(next);
            hop.when(Point.END).times(1).drop();
            assertThat(only(next).status()).isEqualTo(Status.UNKNOWN);
            assertThat(hop.transactions()).hasSize(4);
        }
    }

    @Test
    void aServerThatAnswersBeforeItIsAskedIsNotBelieved() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            hop.when(Point.END).times(1).send("250 2.0.0 taken\r\n250 2.0.0 and the next one too\r\n");
            only(next);
            hop.when(Point.END).reply("550 5.7.1 no");
            assertThat(only(next).status()).isEqualTo(Status.FAILED);
            assertThat(hop.connections()).isEqualTo(2);
        }
    }

    @Test
    void neverMoreConnectionsThanAllowed() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).connections(3).open()) {
            hop.when(Point.END).after(Duration.ofMillis(20)).reply("250 2.0.0 taken");
            assertThat(run(next, 20, 3)).containsOnly(Status.DELIVERED);
            assertThat(hop.connections()).isLessThanOrEqualTo(3);
            assertThat(hop.accepted()).hasSize(60);
        }
    }

    @Test
    void waitingForAConnectionHasAnEnd() throws Exception {
        try (var hop = ScriptedNextHop.start();
                var next = Route.to(hop).connections(1).totalWithin(Duration.ofSeconds(2)).open();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            hop.when(Point.END).times(1).hang();
            Future<Result> first = executor.submit(() -> only(next));
            while (hop.transactions().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(only(next).reply().line()).startsWith("451 4.4.5 ");
            assertThat(first.get().status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void anIdleConnectionIsClosedWithQuit() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).idle(Duration.ofMillis(200)).open()) {
            only(next);
            hop.awaitOpen(0);
            assertThat(hop.commands()).last().isEqualTo("QUIT");
            assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void fiftyThreadsEachMessageArrivesOnceAndWhole() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).connections(50).open()) {
            run(next, 50, 4);
            hop.forgetScripts();
            int before = hop.accepted().size();
            long start = System.nanoTime();
            assertThat(run(next, 50, 60)).containsOnly(Status.DELIVERED);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("3000 messages of 4 KB over %d connections: %.0f/s%n", hop.connections(), 3000 / seconds);
            assertThat(hop.connections()).isLessThanOrEqualTo(50);
            List<String> subjects = hop.accepted().stream().skip(before).map(t -> t.text().lines().findFirst().orElseThrow())
                    .collect(Collectors.toList());
            assertThat(subjects).hasSize(3000).doesNotHaveDuplicates();
            assertThat(hop.accepted()).allSatisfy(t -> assertThat(t.text()).endsWith("the end\r\n").hasSizeGreaterThan(4000));
        }
    }

    private static List<Status> run(NextHop next, int threads, int each) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Status>>> jobs = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                jobs.add(() -> {
                    List<Status> statuses = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        var message = MemoryMessage
                                .of("Subject: " + thread + "/" + i + "\n\n" + "....... text\n".repeat(310) + "the end\n");
                        statuses.add(next.deliver(envelope("a@example.com"), message, Partial.ABORT).results().get(0).status());
                    }
                    return statuses;
                });
            }
            List<Status> all = new ArrayList<>();
            for (Future<List<Status>> future : executor.invokeAll(jobs)) {
                all.addAll(future.get());
            }
            return all;
        }
    }

    private static Result only(NextHop next) {
        return next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT).results().get(0);
    }
}
