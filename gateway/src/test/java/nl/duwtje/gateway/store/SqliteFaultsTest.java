package nl.duwtje.gateway.store;

import static nl.duwtje.gateway.store.Samples.NOON;
import static nl.duwtje.gateway.store.Samples.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/** What goes wrong around a SQLite store, and what its callers are told. */
class SqliteFaultsTest {

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    private Path folder;
    private Path database;
    private SqliteStore store;

    @BeforeEach
    void open() {
        database = folder.resolve("duwtje.db");
        store = SqliteStore.open(database, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void afterCloseNothingIsAccepted() {
        store.commit(Samples.holding("h1"));
        store.close();

        assertThatThrownBy(() -> store.commit(Samples.holding("h2"))).isInstanceOf(StoreException.class).hasMessageContaining("closed");
        assertThat(database.resolveSibling("duwtje.db-wal")).as("the last connection has tidied up").doesNotExist();
        open();
        assertThat(store.hold("h1")).isPresent();
        assertThat(store.hold("h2")).isEmpty();
    }

    @Test
    void aFullDiskFailsWhatDoesNotFitAndNothingElse() throws Exception {
        Path full = folder.resolve("full.db");
        SqliteFile file = SqliteFile.at(full);
        Sql first = file.openAndMigrate();
        long pages = first.number("PRAGMA page_count") + 40;
        first.text("PRAGMA max_page_count = " + pages);
        try (Writer writer = new Writer(file, first, BodyFolder.beside(full))) {
            Job.Work<Integer> large = (sql, freed) -> sql.update("INSERT INTO bodies (id, size, content) VALUES ('large', 1, ?)",
                    new byte[900_000]);
            assertThatThrownBy(() -> writer.write(large, 0, () -> {})).isInstanceOf(StoreException.class).hasMessageContaining("full");
            assertThat(writer.isHealthy()).isFalse();

            assertThat(StoreContract.together(IntStream.range(0, 30).<Callable<Boolean>>mapToObj(i -> () -> {
                if (i % 10 == 0) {
                    assertThatThrownBy(() -> writer.write(large, 0, () -> {})).isInstanceOf(StoreException.class);
                    return true;
                }
                return writer.write((sql, freed) -> sql.update("INSERT INTO memories VALUES (?, 1)", "f" + i), 0, () -> {}) == 1;
            }).toList())).containsOnly(true);
            long remembered = writer.<Long>write((sql, freed) -> sql.number("SELECT count(*) FROM memories"), 0, () -> {});
            assertThat(remembered).isEqualTo(27);
            assertThat(writer.isHealthy()).isTrue();
        }
    }

    @Test
    void aDatabaseThatIsHeldByAnotherProcessIsSaidToFail() throws Exception {
        Path held = folder.resolve("held.db");
        Sql impatient = SqliteFile.at(held).openAndMigrate();
        impatient.text("PRAGMA busy_timeout = 50");
        try (Writer writer = new Writer(SqliteFile.at(held), impatient, BodyFolder.beside(held))) {
            Job.Work<Integer> work = (sql, freed) -> sql.update("INSERT INTO memories VALUES ('f', 1)");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + held); Statement s = other.createStatement()) {
                s.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> writer.write(work, 0, () -> {})).isInstanceOf(StoreException.class).hasMessageContaining("BUSY");
                assertThat(writer.isHealthy()).isFalse();
                s.execute("ROLLBACK");
            }
            assertThat(writer.write(work, 0, () -> {}).intValue()).isEqualTo(1);
            assertThat(writer.isHealthy()).isTrue();
        }
    }

    @Test
    void anUnhealthyStoreThatNobodyUsesFindsOutByItself() throws Exception {
        Path full = folder.resolve("full.db");
        Sql first = SqliteFile.at(full).openAndMigrate();
        first.text("PRAGMA max_page_count = " + (first.number("PRAGMA page_count") + 1));
        try (Writer writer = new Writer(SqliteFile.at(full), first, BodyFolder.beside(full))) {
            assertThatThrownBy(
                    () -> writer.write((sql, freed) -> sql.update("INSERT INTO bodies VALUES ('b', 1, NULL, ?)", new byte[90_000]),
                            0, () -> {}))
                    .isInstanceOf(StoreException.class);
            assertThat(writer.isHealthy()).isFalse();

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(writer::isHealthy);
        }
    }

    @Test
    void whoGivesUpWhileWaitingIsNotServedLater() throws Exception {
        AtomicReference<Throwable> told = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database); Statement s = other.createStatement()) {
            s.execute("BEGIN IMMEDIATE");
            Thread first = Thread.ofVirtual().start(() -> store.commit(Samples.holding("first")));
            Awaitility.await().until(SqliteFaultsTest::aWriterIsCommitting);
            Thread second = Thread.ofPlatform().start(() -> {
                try {
                    store.commit(Samples.holding("second"));
                } catch (StoreException e) {
                    told.set(e);
                    stillInterrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            Awaitility.await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
            second.interrupt();
            second.join();
            s.execute("ROLLBACK");
            first.join();
        }
        assertThat(told.get()).isInstanceOf(StoreException.class);
        assertThat(stillInterrupted).isTrue();
        store.commit(Samples.holding("third"));
        assertThat(store.hold("first")).isPresent();
        assertThat(store.hold("second")).isEmpty();
    }

    @Test
    void whoIsInterruptedDuringTheCommitLearnsTheTruth() throws Exception {
        AtomicBoolean told = new AtomicBoolean();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database); Statement s = other.createStatement()) {
            s.execute("BEGIN IMMEDIATE");
            Thread caller = Thread.ofPlatform().start(() -> {
                told.set(store.commit(Samples.holding("h1")));
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
            Awaitility.await().until(SqliteFaultsTest::aWriterIsCommitting);
            caller.interrupt();
            s.execute("ROLLBACK");
            caller.join();
        }
        assertThat(told).isTrue();
        assertThat(stillInterrupted).isTrue();
        assertThat(store.hold("h1")).isPresent();
    }

    @Test
    void aLargeBodyNeverComesIntoMemory() throws Exception {
        long size = 150L << 20;
        store.commit(new Commit().body("big", new Zeros(size)).send(Outgoing.now(Outgoing.Kind.LEG, "big", envelope(), "", NOON, NOON)));

        Path file = SqliteFileTest.onlyFileIn(folder.resolve("duwtje.db-bodies"));
        assertThat(Files.size(file)).isEqualTo(size);
        assertThat(Files.size(database) + Files.size(database.resolveSibling("duwtje.db-wal"))).isLessThan(2 << 20);
        long[] read = {0};
        try (RawMessage big = store.body("big")) {
            big.writeTo((block, from, length) -> {
                assertThat(length).isLessThanOrEqualTo(1 << 20);
                read[0] += length;
            });
        }
        assertThat(read[0]).isEqualTo(size);

        store.done(store.lease(NOON, Duration.ofMinutes(1), 1).get(0).id(), new Commit());
        Awaitility.await().untilAsserted(() -> assertThat(file).doesNotExist());
    }

    @Test
    void aCommitThatComesToNothingLeavesNoFile() {
        Path bodies = folder.resolve("duwtje.db-bodies");
        Commit lost = new Commit().move("nobody", HoldState.HELD, HoldState.RELEASED, Samples.SENT, NOON).body("big", new Zeros(2 << 20));
        Commit broken = new Commit().body("big", new Zeros(2 << 20)).token("t", "no such hold");
        RawMessage liar = new Zeros(2 << 20) {
            @Override
            public void writeTo(Sink sink) throws IOException {
                throw new IOException("the temp file is gone");
            }
        };

        assertThat(store.commit(lost)).isFalse();
        assertThatThrownBy(() -> store.commit(broken)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.commit(new Commit().body("first", new Zeros(2 << 20)).body("liar", liar)))
                .isInstanceOf(StoreException.class);

        Awaitility.await().untilAsserted(() -> assertThat(bodies).isEmptyDirectory());
    }

    @Test
    void oneUnreadableRowDoesNotStopTheOthers() throws Exception {
        store.commit(Samples.holding("good"));
        store.commit(Samples.holding("bad"));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database); Statement s = other.createStatement()) {
            s.execute("UPDATE holds SET facts = '{' WHERE id = 'bad'");
            s.execute("UPDATE outgoing SET envelope = '{' WHERE hold_id = 'bad'");
        }

        assertThat(store.dueForExpiry(NOON.plus(Samples.DAY), 9)).extracting(Hold::id).containsExactly("good");
        assertThat(store.lease(NOON, Duration.ofMinutes(1), 9)).extracting(Outgoing::holdId).containsExactly("good");
        assertThat(store.outboxSize()).as("nothing is thrown away").isEqualTo(2);
        assertThatThrownBy(() -> store.hold("bad")).isInstanceOf(StoreException.class);
    }

    private static boolean aWriterIsCommitting() {
        return Thread.getAllStackTraces().entrySet().stream().filter(entry -> entry.getKey().getName().equals("store-writer"))
                .flatMap(entry -> java.util.Arrays.stream(entry.getValue())).anyMatch(frame -> frame.getMethodName().equals("commit"));
    }

    /** So many zero bytes, that take no memory. */
    private static class Zeros implements RawMessage {
        private final long size;

        Zeros(long size) {
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public ByteBuffer bytes() {
            throw new AssertionError("all of it in memory");
        }

        @Override
        public void writeTo(Sink sink) throws IOException {
            byte[] block = new byte[1 << 16];
            for (long at = 0; at < size; at += block.length) {
                sink.write(block, 0, (int) Math.min(block.length, size - at));
            }
        }

        @Override
        public void close() {
            // nothing behind it
        }
    }
}
