package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;

/** Rules of one's own: the warning bounce, refusal by mode, observing, and reload while running. */
class OwnRulesTest {

    /** The process that compiles rules gives way to everything else on the machine. */
    private static final Duration RELOADED = Duration.ofSeconds(60);
    private static final String RULE = """
            // Why: a test. Owner: CISO. Review by: 2027-06.
            rule "OWN-010 mail about the secret"
              when
                Message( subject matches ".*geheim.*" )
              then
                insert( Nudge.%s("OWN-010").because("confidential", "geheim") );
            end
            """;

    @TempDir
    Path folder;
    private Path rules;
    private ScriptedNextHop nextHop;

    @BeforeEach
    void start() throws Exception {
        rules = Files.createDirectories(folder.resolve("rules"));
        nextHop = ScriptedNextHop.start();
    }

    @AfterEach
    void stop() {
        nextHop.close();
    }

    private RunningGateway gateway(String effect, String mode) throws Exception {
        Files.writeString(rules.resolve("own.drl"), RULE.formatted(effect));
        return RunningGateway.start(folder, nextHop.address(), "rules.directory=" + rules, "rules.reload-every=100ms",
                "policy.mode=" + mode);
    }

    @Test
    void givenBackOnceSentAgainMeansSure() throws Exception {
        String mail = plain("a@wijk1.test", "Over geheim");
        try (RunningGateway gateway = gateway("giveBack", "nudge")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 returned ");
            String bounce = nextHop.awaitAccepted(1).get(0).text();
            assertThat(RunningGateway.draft(bounce)).startsWith("X-Unsent: 1\r\n").contains("Subject: Over geheim");

            String again = mail.replace("<Over.geheim@example.org>", "<other@example.org>").replace("10:00:00", "10:05:00");
            nextHop.when(ScriptedNextHop.Point.RCPT).times(1).reply("451 4.2.0 later");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), again)).startsWith("451 ");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), again)).startsWith("250 2.0.0 relayed ");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), again)).startsWith("250 2.0.0 returned ");
        }
    }

    @Test
    void aClientThatTriesTheSameMessageAgainIsNoAnswer() throws Exception {
        String mail = plain("a@wijk1.test", "Over geheim");
        try (RunningGateway gateway = gateway("giveBack", "nudge")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 returned ");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 returned ");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 returned ");

            String again = mail.replace("<Over.geheim@example.org>", "<other@example.org>");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), again)).startsWith("250 2.0.0 relayed ");
        }
    }

    @Test
    void whoIsSureStaysSureWhenTheNextHopDefers() throws Exception {
        String mail = plain("a@wijk1.test", "Over geheim");
        String again = mail.replace("<Over.geheim@example.org>", "<other@example.org>");
        try (RunningGateway gateway = gateway("giveBack", "nudge")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 returned ");
            nextHop.awaitAccepted(1);
            nextHop.when(ScriptedNextHop.Point.END).times(1).reply("451 4.3.0 later");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), again)).startsWith("451 ");
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), again)).startsWith("250 2.0.0 relayed ");
        }
    }

    @Test
    void refusedInEnforceGivenBackInNudgeCountedInObserve() throws Exception {
        String mail = plain("a@wijk1.test", "Over geheim");
        try (RunningGateway gateway = gateway("refuse", "enforce")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("550 5.7.1 ").contains("OWN-010");
        }
        try (RunningGateway gateway = gateway("refuse", "nudge")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 returned ");
        }
        try (RunningGateway gateway = gateway("refuse", "observe")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 relayed ");
            assertThat(gateway.get("/metrics")).contains("duwtje_nudges_total{effect=\"REFUSE\",observed=\"true\",rule=\"OWN-010\"} 1.0");
        }
    }

    @Test
    void rulesAreReloadedAndBrokenOnesChangeNothing() throws Exception {
        String mail = plain("a@wijk1.test", "Over geheim");
        try (RunningGateway gateway = gateway("refuse", "enforce")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("550 ");
            Files.writeString(rules.resolve("own.drl"), RULE.formatted("refuse").replace("subject matches", "subjekt matches"));
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 0.0"));
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("550 ");
            assertThat(gateway.get("/metrics")).contains("duwtje_rules_reload_failures_total 1.0");

            Files.writeString(rules.resolve("own.drl"), RULE.formatted("refuse").replace("geheim", "anders"));
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 1.0"));
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), mail)).startsWith("250 2.0.0 relayed ");
        }
    }

    @Test
    void aRuleWithABannerThatNobodyWroteIsNotTakenIntoUse() throws Exception {
        String unknown = RULE.formatted("hold").replace("hold(\"OWN-010\")", "banner(\"OWN-010\", \"konfidential\")");
        try (RunningGateway gateway = gateway("refuse", "enforce")) {
            Files.writeString(rules.resolve("own.drl"), unknown);
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 0.0"));
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Over geheim"))).startsWith("550 ");
        }
        assertThatThrownBy(() -> RunningGateway.start(folder, nextHop.address(), "rules.directory=" + rules))
                .hasMessageContaining("own.drl:2: rule \"OWN-010 ").hasMessageContaining("there is no banner \"konfidential\"");
    }

    @Test
    void newRulesMustStandUpToTheScenariosBesideThem() throws Exception {
        try (RunningGateway gateway = gateway("refuse", "enforce")) {
            Path scenario = Files.createDirectories(rules.resolve("scenarios").resolve("own-010-fires"));
            Files.writeString(scenario.resolve("message.eml"), plain("a@wijk1.test", "Over geheim"));
            Files.writeString(scenario.resolve("envelope.yaml"), "from: sanne@example.org\nto: [a@wijk1.test]\ndomains: [example.org]\n");
            Files.writeString(scenario.resolve("expect.yaml"), "decision: return\nrules: [OWN-010]\n");
            Files.writeString(rules.resolve("own.drl"), RULE.formatted("refuse").replace("geheim", "anders"));
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 0.0"));
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Over geheim"))).startsWith("550 ");
        }
    }

    @Test
    void settingsForARuleThatIsNotThereAreRefusedAndWaitForIt() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "restraint:\n  trust: {OWN-10: 1d}\nrules: {OWN-020: observe}\n");
        Files.writeString(rules.resolve("own.drl"), RULE.formatted("hold"));
        String[] settings = {"rules.directory=" + rules, "policy.file=" + policy, "rules.reload-every=100ms"};
        assertThatThrownBy(() -> RunningGateway.start(folder, nextHop.address(), settings)).hasMessage("""
                %s:3: rules.OWN-020 "observe" is for no rule there is; closest: OWN-010
                %<s:2: restraint.trust.OWN-10 "1d" is for no rule there is; closest: OWN-010""".formatted(policy));
        Files.writeString(policy, "rules: {}\n");
        try (RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), settings)) {
            Files.writeString(policy, "rules: {OWN-020: observe}\n");
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 0.0"));
            Files.writeString(rules.resolve("more.drl"), RULE.formatted("hold").replace("OWN-010", "OWN-020").replace("geheim", "rood"));
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 1.0"));
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "rood"))).contains("relayed");
        }
    }

    @Test
    void rulesAndNumbersAreEachCurrentOrNot() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "visible-outsiders: {propose: 1, hide: 1}\n");
        Files.writeString(rules.resolve("own.drl"), RULE.formatted("hideRecipients"));
        try (RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "rules.directory=" + rules, "policy.file=" + policy,
                "rules.reload-every=100ms")) {
            Files.writeString(policy, "visible-outsiders: {propose: five}\n");
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 0.0"));
            Files.writeString(rules.resolve("own.drl"), RULE.formatted("hideRecipients") + "\n// read again\n");
            Files.writeString(rules.resolve("more.drl"), RULE.formatted("hold").replace("OWN-010", "OWN-020").replace("geheim", "rood"));
            await().atMost(RELOADED)
                    .until(() -> gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "rood")).contains("held"));
            assertThat(gateway.get("/metrics")).contains("duwtje_rules_current 0.0");

            Files.writeString(policy, "hide: {to: sender}\n");
            await().atMost(RELOADED).until(() -> gateway.get("/metrics").contains("duwtje_rules_current 1.0"));
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "geheim"))).contains("amended");
            await().atMost(RELOADED).until(() -> nextHop.accepted().stream()
                    .anyMatch(t -> t.rcpts().toString().contains("wijk1") && t.text().contains("To: <" + SENDER + ">")));
        }
    }

    @Test
    void aColleagueWhoseMailboxRedirectsAHeldMailIsAsked() throws Exception {
        try (RunningGateway gateway = gateway("hold", "nudge")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test", "piet@example.org"), plain("a@wijk1.test", "Over geheim")))
                    .contains("held");
            String copy = await().atMost(RELOADED).until(() -> nextHop.accepted().stream()
                    .filter(t -> t.rcpts().toString().contains("piet@example.org")).map(ScriptedNextHop.Transaction::text).findFirst(),
                    java.util.Optional::isPresent).get();
            assertThat(copy).contains("Duwtje-Seen: ");
            assertThat(gateway.send("piet@example.org", List.of("piet@thuis.test"), copy)).startsWith("250 2.0.0 held ");
        }
    }

    @Test
    void observeModeHoldsNothing() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "policy.mode=observe")) {
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), withBsns("a@wijk1.test", "Lijst"))).startsWith("250 2.0.0 relayed ");
        }
    }
}
