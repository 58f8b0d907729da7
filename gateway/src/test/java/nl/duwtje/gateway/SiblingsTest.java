package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** One message in several transactions, as Exchange splits it: one notice, one answer, each recipient once. Seen from outside. */
class SiblingsTest {

    private static final String LIST = "alle-inwoners@example.org";

    @TempDir
    Path folder;
    private ScriptedNextHop nextHop;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        nextHop = ScriptedNextHop.start();
        gateway = RunningGateway.start(folder, nextHop.address(), "hold.notice-delay=1s");
    }

    @AfterEach
    void stop() {
        gateway.close();
        nextHop.close();
    }

    @Test
    void aHundredChunksOfOneMessageAreOneNoticeAndItsAnswerReleasesEachRecipientOnce() throws Exception {
        String mail = withBsns(LIST, "Aan alle inwoners");
        List<Callable<String>> chunks = IntStream.range(0, 100).<Callable<String>>mapToObj(
                i -> () -> Mailer.sendPipelined(gateway.smtp(), SENDER, chunk(i, 1000),
                        "Received: by mailbox" + i + ".example.org\n" + mail))
                .toList();
        Set<String> replies = new HashSet<>(together(chunks));
        assertThat(replies).singleElement().asString().startsWith("250 2.0.0 held ");

        Transaction notice = nextHop.awaitAccepted(1).get(0);
        String link = RunningGateway.link(notice.text());
        assertThat(gateway.open(link).body()).contains("100000 ontvangers").contains("100 delen");
        assertThat(nextHop.accepted()).hasSize(1);

        assertThat(gateway.answer(link, "send").statusCode()).isEqualTo(200);
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> nextHop.accepted().size() >= 102);
        List<Transaction> out = nextHop.accepted();
        List<String> served = new ArrayList<>();
        out.stream().filter(t -> !t.mail().contains("<>")).forEach(t -> {
            served.addAll(t.rcpts());
            assertThat(t.text()).endsWith(Mailer.crlf(mail));
        });
        assertThat(served).hasSize(100_000);
        assertThat(new HashSet<>(served)).hasSize(100_000);
        assertThat(out.stream().filter(t -> t.mail().contains("<>"))).as("the notice and what went out").hasSize(2);
        gateway.awaitMetrics("duwtje_outbox 0.0", "duwtje_siblings_total{part=\"waits\"} 99.0");
    }

    @Test
    void theNoticeWaitsForTheOthersAndTellsOfAll() throws Exception {
        gateway.close();
        gateway = RunningGateway.start(folder, nextHop.address(), "hold.notice-delay=4s");
        String mail = withBsns(LIST, "Aan alle inwoners");
        together(IntStream.range(0, 3)
                .<Callable<String>>mapToObj(i -> () -> Mailer.sendPipelined(gateway.smtp(), SENDER, chunk(i, 3), mail)).toList());
        assertThat(RunningGateway.text(nextHop.awaitAccepted(1).get(0).text())).contains("9 ontvangers").contains("3 delen");
    }

    @Test
    void lateChunksGetTheAnswerThatWasGiven() throws Exception {
        String mail = withBsns(LIST, "Aan alle inwoners");
        Mailer.send(gateway.smtp(), SENDER, chunk(0, 2), mail);
        String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
        gateway.answer(link, "send");
        nextHop.awaitAccepted(3);
        assertThat(Mailer.send(gateway.smtp(), SENDER, chunk(1, 2), mail)).startsWith("250 2.0.0 held ");
        List<Transaction> out = nextHop.awaitAccepted(4);
        assertThat(out.get(3).rcpts()).hasSize(2).allMatch(rcpt -> rcpt.contains("bewoner1."));
        assertThat(MailflowTest.untraced(out.get(3))).isEqualTo(Mailer.crlf(mail));

        // the client lost our 250 and sends that chunk again: nobody gets it twice
        assertThat(Mailer.send(gateway.smtp(), SENDER, chunk(1, 2), mail)).startsWith("250 2.0.0 held ");
        assertThat(Mailer.send(gateway.smtp(), SENDER, chunk(0, 2), mail)).startsWith("250 2.0.0 held ");
        gateway.awaitMetrics("duwtje_outbox 0.0", "duwtje_siblings_total{part=\"late\"} 1.0");
        assertThat(nextHop.accepted()).hasSize(4);
    }

    @Test
    void lateChunksOfAMailThatWasTakenBackGoToNobody() throws Exception {
        String mail = withBsns(LIST, "Aan alle inwoners");
        Mailer.send(gateway.smtp(), SENDER, chunk(0, 2), mail);
        gateway.answer(RunningGateway.link(nextHop.awaitAccepted(1).get(0).text()), "cancel");
        nextHop.awaitAccepted(2);
        assertThat(Mailer.send(gateway.smtp(), SENDER, chunk(1, 2), mail)).startsWith("250 2.0.0 held ");
        gateway.awaitMetrics("duwtje_outbox 0.0", "duwtje_held 0.0");
        assertThat(nextHop.accepted()).as("the notice and the draft").hasSize(2);
    }

    @Test
    void aChunkWithOnlyColleaguesDoesNotWait() throws Exception {
        String mail = withBsns(LIST, "Aan alle inwoners");
        assertThat(Mailer.send(gateway.smtp(), SENDER, chunk(0, 2), mail)).startsWith("250 2.0.0 held ");
        assertThat(Mailer.send(gateway.smtp(), SENDER, List.of("piet@example.org"), mail)).startsWith("250 2.0.0 relayed ");
        // a chunk with both: the colleague gets it now, the outsider waits with the others
        assertThat(Mailer.send(gateway.smtp(), SENDER, List.of("an@example.org", "bewoner@elders.test"), mail))
                .startsWith("250 2.0.0 held ");
        List<Transaction> out = nextHop.awaitAccepted(3);
        assertThat(out).anyMatch(t -> t.rcpts().toString().contains("an@example.org"))
                .noneMatch(t -> t.rcpts().toString().contains("elders"));
        gateway.answer(RunningGateway.link(
                out.stream().filter(t -> t.mail().contains("<>")).findFirst().orElseThrow().text()), "send");
        assertThat(nextHop.awaitAccepted(6)).anyMatch(t -> t.rcpts().toString().contains("elders"));
    }

    @Test
    void copiesWithOtherHeadersLeaveAsTheyCame() throws Exception {
        String mail = withBsns(LIST, "Aan alle inwoners");
        String asksForReceipt = "Disposition-Notification-To: sanne@example.org\n" + mail;
        Mailer.send(gateway.smtp(), SENDER, chunk(0, 1), mail);
        Mailer.send(gateway.smtp(), SENDER, chunk(1, 1), asksForReceipt);
        gateway.answer(RunningGateway.link(nextHop.awaitAccepted(1).get(0).text()), "send");
        List<Transaction> out = nextHop.awaitAccepted(4);
        assertThat(out.stream().filter(t -> t.rcpts().toString().contains("bewoner0.")).map(MailflowTest::untraced))
                .containsExactly(Mailer.crlf(mail));
        assertThat(out.stream().filter(t -> t.rcpts().toString().contains("bewoner1.")).map(MailflowTest::untraced))
                .containsExactly(Mailer.crlf(asksForReceipt));
    }

    @Test
    void chunksThatArriveWhileTheAnswerIsGivenGoOutOnce() throws Exception {
        String mail = withBsns(LIST, "Aan alle inwoners");
        Mailer.send(gateway.smtp(), SENDER, chunk(0, 3), mail);
        String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            int n = i;
            all.add(() -> Mailer.sendPipelined(gateway.smtp(), SENDER, chunk(n, 3), mail));
            if (i == 15 || i == 16) {
                all.add(() -> "250 " + gateway.answer(link, "send").statusCode());
            }
        }
        assertThat(together(all)).allMatch(reply -> reply.startsWith("250 "));
        List<Transaction> out = nextHop.awaitAccepted(43);
        List<String> served = out.stream().filter(t -> !t.mail().contains("<>")).flatMap(t -> t.rcpts().stream()).toList();
        assertThat(served).hasSize(41 * 3).doesNotHaveDuplicates();
    }

    @Test
    void addressesAreHiddenForAllOfThem() throws Exception {
        List<String> visible = List.of("a@wijk1.test", "b@wijk2.test", "c@wijk3.test", "d@wijk4.test", "e@wijk5.test", "f@wijk6.test");
        String mail = nl.duwtje.gateway.testkit.SampleMails.plain(String.join(", ", visible), "Overleg");
        Mailer.send(gateway.smtp(), SENDER, visible.subList(0, 3), mail);
        Mailer.send(gateway.smtp(), SENDER, visible.subList(3, 6), mail);
        gateway.answer(RunningGateway.link(nextHop.awaitAccepted(1).get(0).text()), "send-hidden");
        List<Transaction> legs = nextHop.awaitAccepted(4).stream().filter(t -> !t.mail().contains("<>")).toList();
        assertThat(legs).hasSize(2).allSatisfy(leg -> assertThat(leg.text()).contains("undisclosed-recipients").doesNotContain("@wijk"));
    }

    private static List<String> chunk(int number, int size) {
        return IntStream.range(0, size).mapToObj(i -> "bewoner" + number + "." + i + "@wijk.test").toList();
    }

    private static List<String> together(List<Callable<String>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<String> results = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
