package nl.duwtje.gateway.cli;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Incident;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;

/** The commands as a script sees them: arguments in, exit code and lines out. */
class CommandsTest {

    private static final String OWN = """
            identifiers:
              - name: DOSSIER
                pattern: ZK-\\d{4}-\\d{2}
            """;

    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int duwtje(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Duwtje.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void helpIsThereForEveryCommand() {
        for (String command : List.of("serve", "demo", "rules", "scan", "hold", "config")) {
            assertThat(duwtje(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("duwtje " + command);
        }
        assertThat(duwtje("nonsense")).isEqualTo(2);
    }

    @Test
    void serveSaysInOneLineWhyItCannot() throws Exception {
        assertThat(duwtje("serve")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("next-hop.address");

        Path file = Files.writeString(folder.resolve("gateway.yaml"),
                "next-hop:\n  address: 127.0.0.1:25\norganisation.domains: example.org\nsmtp:\n  lissten: x\n");
        assertThat(duwtje("serve", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("gateway.yaml:5").contains("lissten");
    }

    @Test
    void configCheckTellsRightFromWrong() throws Exception {
        Path good = Files.writeString(folder.resolve("good.yaml"), "next-hop.address: 127.0.0.1:25\norganisation.domains: example.org\n");
        assertThat(duwtje("config", "check", good.toString())).isZero();
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "next-hop.address: 127.0.0.1\norganisation.domains: example.org\n");
        assertThat(duwtje("config", "check", bad.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("bad.yaml:1").contains("next-hop.address").contains("127.0.0.1");
    }

    @Test
    void aSettingForARuleThatIsNotThereIsSaidWhereRulesAreKnown() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "mode: nudge\nanswers:\n  rules: {PD-10: {answer: token}}\n");
        Path file = Files.writeString(folder.resolve("g.yaml"),
                "next-hop.address: 127.0.0.1:25\norganisation.domains: example.org\npolicy.file: " + policy + "\n");
        Path mail = Files.writeString(folder.resolve("m.eml"), "From: a@example.org\nTo: b@elders.test\n\nHallo\n");
        for (List<String> command : List.of(List.of("config", "check", file.toString()),
                List.of("rules", "try", mail.toString(), "--config", file.toString()), List.of("serve", "--config", file.toString()))) {
            assertThat(duwtje(command.toArray(String[]::new))).as("%s", command).isEqualTo(1);
            assertThat(err.toString()).contains(policy + ":3: answers.rules.PD-10 is for no rule there is; closest: PD-010");
        }
    }

    @Test
    void configCheckLooksAtEveryFileAndClassThatIsNamed() throws Exception {
        String must = "next-hop: {address: \"127.0.0.1:25\", tls: verified, trust: /no/ca.pem}\norganisation.domains: example.org\n";
        Path file = Files.writeString(folder.resolve("names.yaml"), must + "smtp: {tls: {certificate: /no/cert.pem, key: /no/key.pem}}\n"
                + "store.url: jdbc:sqlite:/no/duwtje.db\nloop.secret-file: /no/secret\nmailets:\n  - class: org.example.NoSuchMailet\n");
        assertThat(duwtje("config", "check", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(5);
        assertThat(err.toString()).contains("smtp.tls", "/no/cert.pem", "next-hop.trust /no/ca.pem", "store.url: the folder /no",
                "loop.secret-file: the folder /no", "org.example.NoSuchMailet");
    }

    @Test
    void serveNamesTheKeyWhoseAddressOrFolderItCannotUse() throws Exception {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            for (String setting : List.of("smtp.listen=" + address, "web.listen=" + address, "observe.listen=" + address,
                    "smtp.spool=/no/spool", "loop.secret-file=/no/secret")) {
                assertThat(duwtje("serve", "--set", "next-hop.address=127.0.0.1:25", "--set", "organisation.domains=example.org", "--set",
                        "store.url=jdbc:sqlite:" + folder.resolve("s.db"), "--set", "smtp.listen=127.0.0.1:0", "--set",
                        "web.listen=127.0.0.1:0", "--set", "observe.listen=127.0.0.1:0", "--set", setting)).isEqualTo(1);
                assertThat(err.toString().lines()).as(setting).singleElement().asString()
                        .contains(setting.substring(0, setting.indexOf('=')));
            }
        }
    }

    @Test
    void holdListsShowsAndReleasesBesideARunningGateway() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); RunningGateway gateway = RunningGateway.start(folder, nextHop.address())) {
            String reply = gateway.send(SENDER, List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst"));
            String id = reply.substring(reply.lastIndexOf(' ') + 1);
            nextHop.awaitAccepted(1);

            assertThat(hold("list")).isZero();
            assertThat(out.toString()).contains(id).contains("HELD").contains("PD-010").doesNotContain("999990019");
            assertThat(hold("list", "--json")).isZero();
            assertThat(out.toString()).contains("\"id\":\"" + id + "\"").contains("\"state\":\"HELD\"");
            assertThat(hold("show", id)).isZero();
            assertThat(out.toString()).contains("to planning@vervoerder.test");
            assertThat(hold("show", "nosuchhold")).isEqualTo(1);

            assertThat(hold("release", id)).isZero();
            assertThat(nextHop.awaitAccepted(3)).anyMatch(t -> t.rcpts().toString().contains("vervoerder"));
            assertThat(hold("cancel", id)).isEqualTo(1);
            assertThat(err.toString()).contains("decided before");
        }
    }

    @Test
    void theRegisterAndTheRatingsAreExported() throws Exception {
        try (nl.duwtje.gateway.store.Store store = nl.duwtje.gateway.store.SqliteStore.open(folder.resolve("duwtje.db"),
                java.time.Clock.systemUTC())) {
            store.commit(new Commit().incident(new Incident("i1", "h1", Incident.Kind.NEAR_MISS, Instant.parse("2026-11-22T10:00:00Z"),
                    new Incident.Report("anna@example.org", "Burgerzaken", "<1@example.org>", "Lijst, \"oud\"", "",
                            List.of("b@x.test", "c@y.test"),
                            0, List.of("12 BSN (lijst.xlsx)"), List.of("PD-010"), "=HYPERLINK(1)", "", "gebeld"))));
        }
        assertThat(store("incidents", "export")).isZero();
        assertThat(out.toString().lines()).containsExactly(
                "id,kind,reportedAt,sentAt,reporter,department,subject,messageId,recipients,moreRecipients,data,rules,facts,effects,measures",
                "i1,near-miss,2026-11-22T10:00:00Z,,anna@example.org,Burgerzaken,\"Lijst, \"\"oud\"\"\",<1@example.org>,\"b@x.test; c@y.test\","
                        + "0,12 BSN (lijst.xlsx),PD-010,'=HYPERLINK(1),,gebeld");
        assertThat(store("incidents", "export", "--json")).isZero();
        assertThat(out.toString()).contains("\"kind\":\"near-miss\"", "\"recipients\":[\"b@x.test\",\"c@y.test\"]");
        assertThat(store("feedback", "export", "--csv")).isZero();
        assertThat(out.toString().lines()).containsExactly("month,rule,department,useful,because");
    }

    private int store(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of("--set", "store.url=jdbc:sqlite:" + folder.resolve("duwtje.db"), "--set", "next-hop.address=127.0.0.1:25", "--set",
                        "organisation.domains=example.org"));
        return duwtje(all.toArray(String[]::new));
    }

    private int hold(String... arguments) {
        List<String> all = new ArrayList<>(List.of("hold"));
        all.addAll(List.of(arguments));
        return store(all.toArray(String[]::new));
    }

    @Test
    void tryFindsTheMessageAmongTheRecipients() throws Exception {
        String eml = Files.writeString(folder.resolve("you@example.org.eml"), plain("a@wijk1.test", "Planning")).toString();
        for (List<String> arguments : List.of(List.of(eml, "--to", "b@wijk2.test", "c@wijk3.test"),
                List.of("--to", "b@wijk2.test", "c@wijk3.test", eml), List.of("--to", "b@wijk2.test", "--to", "c@wijk3.test", eml),
                List.of("--to", "b@wijk2.test", "c@wijk3.test", "--json", eml),
                List.of("--from", SENDER, "--to", "b@wijk2.test", eml, "c@wijk3.test"))) {
            assertThat(rulesTry(arguments)).as("%s %s", arguments, err).isZero();
            assertThat(out.toString()).contains("b@wijk2.test", "c@wijk3.test").doesNotContain("you@example.org.eml, ");
        }
        assertThat(rulesTry(List.of(eml))).isZero();
        assertThat(rulesTry(List.of("--to", "b@wijk2.test"))).isEqualTo(2);
        assertThat(err.toString()).startsWith("give the message: FILE.eml");
        assertThat(rulesTry(List.of("--to", eml))).isEqualTo(2);
        assertThat(err.toString()).startsWith("--to wants a recipient before ");
        assertThat(rulesTry(List.of("--to", "b@wijk2.test", "/no/mail.eml"))).isEqualTo(1);
        assertThat(err.toString()).contains("/no/mail.eml: no such file");
    }

    private int rulesTry(List<String> arguments) {
        return duwtje(Stream.concat(Stream.of("rules", "try"), arguments.stream()).toArray(String[]::new));
    }

    @Test
    void tryKnowsTheOrganisationsOwnIdentifiers() throws Exception {
        Path own = Files.writeString(folder.resolve("own.yaml"), OWN);
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "personal-data: {DOSSIER: 1}\n");
        Path eml = Files.writeString(folder.resolve("mail.eml"),
                plain("a@wijk1.test", "Dossier").replace("Café om 10 uur?", "Zie dossier ZK-4711-22."));
        assertThat(rulesTry(List.of(eml.toString(), "--json", "--set", "policy.file=" + policy, "--set", "policy.personal-data=" + own)))
                .isZero();
        assertThat(out.toString()).contains("\"DOSSIER\"");
    }

    @Test
    void demoOnceTellsTheWholeStory() {
        assertThat(duwtje("demo", "--once")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("passed").contains("banner").contains("addresses hidden").contains("held")
                .contains("confirmed");
    }
}
