package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** What time does to a hold: its notice goes; without an answer one reminder, then expiry with notice, then "send after all". */
class HoldTimesTest {

    @TempDir
    Path folder;

    @Test
    void noticesThatAreDueTogetherGoToEachPersonWithALinkToTheirOwnMail() throws Exception {
        List<String> people = List.of("bram@example.org", "carla@example.org", "daan@example.org");
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "hold.notice-delay=1s", "hold.undo=0s")) {
            for (String person : people) {
                gateway.send(person, List.of("planning@vervoerder.test"),
                        withBsns("planning@vervoerder.test", "Lijst van " + person.charAt(0)).replace(SENDER, person));
            }
            List<Transaction> notices = nextHop.awaitAccepted(people.size());
            assertThat(notices.stream().map(t -> t.rcpts().toString())).allMatch(to -> people.stream().filter(to::contains).count() == 1)
                    .doesNotHaveDuplicates();
            for (Transaction notice : notices) {
                String person = people.stream().filter(notice.rcpts().toString()::contains).findFirst().orElseThrow();
                assertThat(RunningGateway.text(notice.text())).contains("Lijst van " + person.charAt(0));
                assertThat(gateway.open(RunningGateway.link(notice.text())).body()).contains("Lijst van " + person.charAt(0));
            }
        }
    }

    @Test
    void remindedOnceThenExpiredThenSentAfterAll() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "hold.expire-after=5s", "hold.remind-after=1s")) {
            gateway.send(SENDER, List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst"));
            List<Transaction> notices = nextHop.awaitAccepted(3); // held, reminder, expired
            assertThat(notices).allSatisfy(t -> assertThat(t.rcpts().toString()).contains(SENDER));
            String held = RunningGateway.link(notices.get(0).text());
            String reminded = RunningGateway.link(notices.get(1).text());
            String expired = RunningGateway.link(notices.get(2).text());
            assertThat(List.of(held, reminded, expired)).doesNotHaveDuplicates();

            assertThat(gateway.answer(expired, "send").statusCode()).isEqualTo(200);
            List<Transaction> all = nextHop.awaitAccepted(5);
            assertThat(all.stream().filter(t -> t.rcpts().toString().contains("vervoerder"))).hasSize(1);
        }
    }
}
