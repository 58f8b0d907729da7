package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;

/** A service account cannot answer: what it sends is counted and relayed, and nobody is written to. */
class ServiceAccountsTest {

    @TempDir
    Path folder;

    @Test
    void whatAServiceAccountSendsIsOnlyObserved() throws Exception {
        Path departments = Files.writeString(folder.resolve("departments.yaml"), "service-accounts: [scanner@example.org]\n");
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "directory.departments=" + departments)) {
            List<String> to = List.of("planning@vervoerder.test");
            assertThat(gateway.send("scanner@example.org", to, withBsns(to.get(0), "Scan"))).startsWith("250 2.0.0 relayed ");
            assertThat(nextHop.accepted()).hasSize(1).allMatch(t -> t.rcpts().toString().contains("vervoerder"));
            assertThat(gateway.get("/metrics"))
                    .containsPattern("duwtje_nudges_total\\{effect=\"HOLD\",observed=\"true\",rule=\"PD-0\\d0\"} 1");

            assertThat(gateway.send(SENDER, to, withBsns(to.get(0), "Lijst"))).startsWith("250 2.0.0 held ");
        }
    }
}
