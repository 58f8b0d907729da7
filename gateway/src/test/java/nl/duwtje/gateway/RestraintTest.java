package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;

/** Not too much: budget, trust and hold-out, seen from outside. */
class RestraintTest {

    private static final String SIX = String.join(", ", nl.duwtje.gateway.testkit.SampleMails.outsiders(6));

    @TempDir
    Path folder;

    @Test
    void belowSeverityHighOnePersonIsHeldOnceADayAndHighAlwaysHolds() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); RunningGateway gateway = with(nextHop, "severity: {REC-010: medium}")) {
            assertThat(sends(gateway, SENDER, "Een")).startsWith("250 2.0.0 held ");
            assertThat(sends(gateway, SENDER, "Twee")).startsWith("250 2.0.0 relayed ");
            assertThat(sends(gateway, "piet@example.org", "Drie")).as("somebody else's budget").startsWith("250 2.0.0 held ");
            for (String subject : List.of("Lijst 1", "Lijst 2")) {
                assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), withBsns("a@wijk1.test", subject)))
                        .startsWith("250 2.0.0 held ");
            }
            assertThat(gateway.get("/metrics"))
                    .contains("duwtje_rule_outcomes_total{department=\"none\",outcome=\"over-budget\",rule=\"REC-010\"} 1.0")
                    .contains("duwtje_rule_outcomes_total{department=\"none\",outcome=\"held\",rule=\"REC-010\"} 2.0")
                    .contains("duwtje_nudges_total{effect=\"HOLD\",observed=\"true\",rule=\"REC-010\"} 1.0").doesNotContain("sanne");
        }
    }

    @Test
    void theShippedPolicyHoldsVisibleOutsidersAndPersonalDataHoweverOften() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); RunningGateway gateway = RunningGateway.start(folder, nextHop.address())) {
            for (int i = 0; i < 7; i++) {
                assertThat(sends(gateway, SENDER, "Overleg " + i)).startsWith("250 2.0.0 held ");
                assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), withBsns("a@wijk1.test", "Lijst " + i)))
                        .startsWith("250 2.0.0 held ");
            }
        }
    }

    @Test
    void whatWasConfirmedIsNotAskedAgainUntilItIsTakenBack() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); RunningGateway gateway = with(nextHop, "trust: {PD-010: 30d}")) {
            List<String> partner = List.of("planning@vervoerder.test");
            gateway.send(SENDER, partner, withBsns(partner.get(0), "Lijst 1"));
            String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
            gateway.answer(link, "send");
            nextHop.awaitAccepted(3);

            assertThat(gateway.send(SENDER, partner, withBsns(partner.get(0), "Lijst 2"))).startsWith("250 2.0.0 relayed ");
            assertThat(gateway.send(SENDER, List.of("a@elders.test"), withBsns("a@elders.test", "Lijst 3"))).as("another domain")
                    .startsWith("250 2.0.0 held ");
            assertThat(gateway.send("piet@example.org", partner, withBsns(partner.get(0), "Lijst 4"))).as("another person")
                    .startsWith("250 2.0.0 held ");
            assertThat(gateway.get("/metrics"))
                    .contains("duwtje_rule_outcomes_total{department=\"none\",outcome=\"trusted\",rule=\"PD-010\"} 1.0");

            assertThat(gateway.open(link).body()).contains("vervoerder.test").contains("name=\"distrust\" value=\"PD-010 BSN\"");
            gateway.post(link, "distrust=PD-010+BSN&domain=vervoerder.test");
            assertThat(gateway.open(link).body()).doesNotContain("name=\"distrust\"");
            assertThat(gateway.send(SENDER, partner, withBsns(partner.get(0), "Lijst 5"))).startsWith("250 2.0.0 held ");
        }
    }

    @Test
    void aShareOfSendersIsOnlyObservedAndAlwaysTheSameOnes() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); RunningGateway gateway = with(nextHop, "hold-out: {PD-010: 50%}")) {
            List<String> first = replies(gateway, "een");
            long heldOut = first.stream().filter(reply -> reply.startsWith("250 2.0.0 relayed")).count();
            assertThat(heldOut).isBetween(3L, 27L);
            assertThat(first.stream().filter(reply -> reply.startsWith("250 2.0.0 held"))).hasSize(30 - (int) heldOut);
            List<String> second = replies(gateway, "twee");
            for (int i = 0; i < first.size(); i++) {
                assertThat(second.get(i).substring(0, 14)).isEqualTo(first.get(i).substring(0, 14));
            }
            assertThat(gateway.get("/metrics")).contains(
                    "duwtje_rule_outcomes_total{department=\"none\",outcome=\"held-out\",rule=\"PD-010\"} " + 2 * heldOut + ".0");
        }
    }

    private static List<String> replies(RunningGateway gateway, String subject) {
        return IntStream.range(0, 30).mapToObj(i -> {
            try {
                return gateway.send("medewerker" + i + "@example.org", List.of("a@wijk1.test"), withBsns("a@wijk1.test", subject + i));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }).toList();
    }

    private RunningGateway with(ScriptedNextHop nextHop, String restraint) throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "restraint:\n  " + restraint + "\n");
        return RunningGateway.start(folder, nextHop.address(), "policy.file=" + policy);
    }

    private static String sends(RunningGateway gateway, String from, String subject) throws java.io.IOException {
        return gateway.send(from, List.of(SIX.split(", ")), plain(SIX, subject));
    }
}
