package nl.duwtje.gateway.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicyError;

class CompilingChildTest {

    private static final String RULE = """
            // Why: a test. Owner: CISO. Review by: 2027-06.
            rule "OWN-010 mail about the secret"
              when
                Message( subject matches ".*geheim.*" )
              then
                insert( Nudge.hold("OWN-010") );
            end
            """;

    @TempDir
    Path folder;
    private final Set<Long> before = children();

    @Test
    void rulesAreCompiledElsewhereAndMailGoesFirst() throws Exception {
        write(RULE);
        try (CompilingChild child = new CompilingChild()) {
            CompletableFuture<Policy> loading = CompletableFuture.supplyAsync(() -> Policy.load(Optional.of(folder), child));
            long first = awaitChild();
            assertThat(niceness(first)).as("nobody waits for mail before the start").isEqualTo(niceness(ProcessHandle.current().pid()));
            Policy policy = loading.join();
            assertThat(policy.rules()).singleElement().asString().contains("OWN-010");
            awaitNoChild();

            child.mailFirst();
            write(RULE.replace("subject matches \".*geheim.*\"", "subjekt == \"geheim\""));
            CompletableFuture<Iterable<PolicyError>> reloading = CompletableFuture.supplyAsync(policy::reload);
            assertThat(niceness(awaitChild())).isEqualTo(niceness(ProcessHandle.current().pid()) + 10);
            assertThat(reloading.join()).singleElement().asString()
                    .startsWith("own.drl:4: rule \"OWN-010 mail about the secret\": ").contains("subjekt");
            assertThat(policy.rules()).hasSize(1);
            awaitNoChild();
        }
    }

    @Test
    void aGatewayThatEndsDoesNotWaitForItsCompiler() throws Exception {
        write(RULE);
        CompilingChild child = new CompilingChild();
        CompletableFuture<Policy> loading = CompletableFuture.supplyAsync(() -> Policy.load(Optional.of(folder), child));
        awaitChild();
        child.close();
        assertThatThrownBy(loading::join)
                .hasMessageContaining("*.drl: could not be compiled: the process that compiles them was ended with the gateway;");
        awaitNoChild();
        assertThatThrownBy(() -> child.answer(new byte[0])).isInstanceOf(IOException.class)
                .hasMessage("the process that compiles them was ended with the gateway");
    }

    @Test
    void aChildThatBreaksIsToldByItsExitCode() {
        try (CompilingChild child = new CompilingChild()) {
            assertThatThrownBy(() -> child.answer(new byte[0])).isInstanceOf(IOException.class)
                    .hasMessage("the process that compiles them ended with exit code 1");
        }
    }

    private long awaitChild() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5))
                .until(() -> children().stream().filter(pid -> !before.contains(pid)).findFirst(), Optional::isPresent).get();
    }

    private void awaitNoChild() {
        await().atMost(Duration.ofSeconds(20)).until(() -> before.containsAll(children()));
    }

    private static Set<Long> children() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            return children.map(ProcessHandle::pid).collect(Collectors.toSet());
        }
    }

    /** Field 19 of proc_pid_stat(5), once the program that sets it has given way to Java. */
    private static int niceness(long pid) {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(() -> stat(pid).contains("(java)"));
        String stat = stat(pid);
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    private static String stat(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    private void write(String rules) throws IOException {
        Files.writeString(folder.resolve("own.drl"), rules);
    }
}
