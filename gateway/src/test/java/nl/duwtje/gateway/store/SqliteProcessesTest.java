package nl.duwtje.gateway.store;

import static nl.duwtje.gateway.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/** Real processes on one database: one that is killed, and one that writes beside us. */
class SqliteProcessesTest {

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Path database = folder.resolve("duwtje.db");
        List<String> acknowledged = new ArrayList<>();
        Process child = writer(database, "k");
        try (BufferedReader lines = child.inputReader()) {
            for (String id = lines.readLine(); id != null; id = lines.readLine()) {
                acknowledged.add(id);
                if (acknowledged.size() == 200) {
                    // by its handle: Process.destroyForcibly would also close the pipe with what was acknowledged before
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(200);

        try (SqliteStore store = SqliteStore.open(database, CLOCK)) {
            for (String id : acknowledged) {
                assertThat(store.hold(id)).as(id).isPresent();
                assertThat(store.holdByToken("token-" + id)).as(id).isPresent();
                try (RawMessage body = store.body("large-" + id)) {
                    assertThat(Samples.bytesOf(body)).as(id).isEqualTo(large());
                } catch (StoreException small) {
                    assertThat(Integer.parseInt(id.substring(1)) % 20).as(id).isNotZero();
                }
            }
            assertThat(store.heldCount()).as("all or nothing of each").isEqualTo(store.outboxSize());
            assertThat(store.commit(Samples.holding("after"))).isTrue();
        }
    }

    @Test
    void twoProcessesWriteAtTheSameTimeAndSeeEachOther() throws Exception {
        Path database = folder.resolve("duwtje.db");
        Process child = null;
        try (SqliteStore store = SqliteStore.open(database, CLOCK)) {
            assertThat(store.nextDue()).isAfter(NOON);
            child = writer(database, "c");
            BufferedReader lines = child.inputReader();
            for (int i = 0; i < 50; i++) {
                String theirs = lines.readLine();
                assertThat(store.hold(theirs)).as("theirs").isPresent();
                assertThat(store.nextDue()).as("their rows are seen").isEqualTo(NOON);
                assertThat(store.commit(Samples.holding("p" + i))).isTrue();
                assertThat(store.commit(Samples.releasing(theirs))).as("ours to move").isTrue();
            }
            assertThat(store.lease(NOON, Duration.ofMinutes(1), 1000)).hasSizeGreaterThanOrEqualTo(150);
        } finally {
            if (child != null) {
                child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static byte[] large() {
        byte[] bytes = new byte[RawMessage.IN_MEMORY_LIMIT + 5];
        java.util.Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static Process writer(Path database, String prefix) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Child.class.getName(),
                database.toString(), prefix).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Commits for ever, and says so each time. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]), CLOCK)) {
                for (int i = 1; i < 100_000; i++) {
                    String id = arguments[1] + i;
                    Commit commit = Samples.holding(id);
                    if (i % 20 == 0) {
                        commit.body("large-" + id, new MemoryMessage(large()));
                    }
                    if (store.commit(commit)) {
                        System.out.println(id);
                        if (System.out.checkError()) {
                            return;
                        }
                    }
                }
            }
        }
    }
}
