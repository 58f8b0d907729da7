package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import jakarta.mail.MessagingException;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** A message on which a mailet fails neither leaves as it is nor comes round for ever. */
class FailingMailetTest {

    private static final String MAILET = "mailets=[{class: " + Stumbles.class.getName() + "}]";

    @TempDir
    Path folder;
    private ScriptedNextHop nextHop;
    private RunningGateway gateway;

    /** As a third party's: cannot deal with some mail. */
    public static final class Stumbles extends GenericMailet {
        static volatile String over;

        @Override
        public void service(Mail mail) throws MessagingException {
            if (mail.getMessage().getSubject().contains(over)) {
                throw new IllegalStateException("cannot");
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        Stumbles.over = "Lastig";
        nextHop = ScriptedNextHop.start();
        gateway = RunningGateway.start(folder, nextHop.address(), MAILET);
    }

    @AfterEach
    void stop() {
        gateway.close();
        nextHop.close();
    }

    private String send(String from, String subject, List<String> to) throws Exception {
        return gateway.send(from, to, plain(String.join(", ", to), subject));
    }

    @Test
    void theSenderOfAMessageThatKeepsFailingIsToldAndItNeverLeavesUnhidden() throws Exception {
        List<String> residents = outsiders(12);
        for (int i = 0; i < 3; i++) {
            assertThat(send(SENDER, "Lastig", residents)).startsWith("451 4.3.0 ");
        }
        assertThat(send(SENDER, "Gewoon", List.of("a@bedrijf.test"))).startsWith("250 ");
        assertThat(send(SENDER, "Lastig", residents)).startsWith("250 2.0.0 held ");
        Transaction notice = nextHop.awaitAccepted(2).get(1);
        assertThat(notice.rcpts()).singleElement().asString().contains(SENDER);
        assertThat(RunningGateway.text(notice.text())).contains("bij ons iets mis", "12 adressen");
        assertThat(gateway.get("/metrics")).contains("duwtje_action_errors_total 4.0");

        String link = RunningGateway.link(notice.text());
        assertThat(gateway.answer(link, "send").statusCode()).isEqualTo(503);
        assertThat(nextHop.accepted()).hasSize(2);

        Stumbles.over = "niets meer";
        assertThat(gateway.answer(link, "send").statusCode()).isEqualTo(200);
        List<Transaction> out = nextHop.awaitAccepted(4);
        assertThat(out).filteredOn(t -> t.rcpts().toString().contains("bewoner")).singleElement()
                .satisfies(t -> assertThat(t.text()).contains("To: undisclosed-recipients:;").doesNotContain("bewoner1@"));
    }

    @Test
    void aMailetThatFailsOnEverythingKeepsMailWithTheClient() throws Exception {
        Stumbles.over = "";
        for (int i = 0; i < 5; i++) {
            assertThat(send(SENDER, "Gewoon", List.of("a@bedrijf.test"))).startsWith("451 4.3.0 ");
            assertThat(send(SENDER, "Nog een", List.of("b@bedrijf.test"))).startsWith("451 4.3.0 ");
        }
        assertThat(nextHop.accepted()).isEmpty();
    }

    @Test
    void whereNobodyCanBeAskedTheClientKeepsIt() throws Exception {
        send(SENDER, "Gewoon", List.of("a@bedrijf.test"));
        for (int i = 0; i < 4; i++) {
            assertThat(send("", "Lastig", List.of("b@bedrijf.test"))).startsWith("451 4.3.0 ");
            assertThat(send(SENDER, "Gewoon " + i, List.of("a@bedrijf.test"))).startsWith("250 ");
        }
        assertThat(nextHop.accepted()).noneMatch(t -> t.rcpts().toString().contains("b@bedrijf"));
    }
}
