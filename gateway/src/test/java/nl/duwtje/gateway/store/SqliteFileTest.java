package nl.duwtje.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.settings.SettingsException;

/** Opening: what is promised about the file, and what an operator reads when it cannot be kept. */
class SqliteFileTest {

    private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    @TempDir
    private Path folder;
    private Path database;

    @BeforeEach
    void name() {
        database = folder.resolve("duwtje.db");
    }

    @Test
    void thePragmasThatKeepMailSafeAreTaken() throws Exception {
        try (Sql writer = SqliteFile.at(database).openAndMigrate(); Sql reader = SqliteFile.at(database).openReader()) {
            assertThat(writer.text("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(writer.text("PRAGMA synchronous")).as("FULL").isEqualTo("2");
            assertThat(writer.text("PRAGMA foreign_keys")).isEqualTo("1");
            assertThat(writer.text("PRAGMA busy_timeout")).isEqualTo("10000");
            assertThat(writer.text("PRAGMA user_version")).isEqualTo(String.valueOf(Schema.VERSION));
            assertThatThrownBy(() -> reader.run("DELETE FROM holds")).hasMessageContaining("readonly");
        }
    }

    @Test
    void heldMailIsForItsOwnerOnly() throws Exception {
        try (SqliteStore store = SqliteStore.open(database, CLOCK)) {
            store.commit(Samples.holding("h1"));
            for (Path file : new Path[]{database, folder.resolve("duwtje.db-wal"), folder.resolve("duwtje.db-shm")}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString()).isEqualTo("rw-------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("duwtje.db-bodies"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void anotherFormatIsRefused() throws Exception {
        Files.writeString(database, "this is a letter, not a database, and it is longer than a header ".repeat(9));

        assertThatThrownBy(() -> SqliteStore.open(database, CLOCK)).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("store.url: ")
                .hasMessageEndingWith("cannot be used: it is not a SQLite database");
        assertThat(Files.readString(database)).startsWith("this is a letter");
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAlone() throws Exception {
        SqliteStore.open(database, CLOCK).close();
        outside("PRAGMA user_version = 99");

        assertThatThrownBy(() -> SqliteStore.open(database, CLOCK)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("newer version of the gateway (schema 99");
    }

    @Test
    void whatAnEarlierVersionHeldIsStillRemindedReleasedDeliveredAndPurged() throws Exception {
        try (SqliteStore store = SqliteStore.open(database, CLOCK)) {
            store.commit(Samples.holding("h1"));
            store.commit(Samples.holding("h2"));
        }
        for (String step : List.of("DROP INDEX holds_by_reminder", "DROP INDEX holds_by_expiry", "DROP INDEX holds_by_purge",
                "DROP INDEX outgoing_by_hold", "CREATE INDEX holds_by_reminder ON holds(state, remind_at)",
                "CREATE INDEX holds_by_expiry ON holds(state, expires_at)", "CREATE INDEX holds_by_purge ON holds(purge_at)",
                "CREATE INDEX outgoing_by_hold ON outgoing(hold_id)", "DROP TRIGGER bodies_keep_none", "DELETE FROM bodies WHERE id = ''",
                "PRAGMA user_version = 3")) {
            outside(step);
        }

        try (SqliteStore store = SqliteStore.open(database, CLOCK)) {
            assertThat(store.dueForReminder(Samples.NOON.plus(Samples.DAY), 9)).hasSize(2);
            assertThat(store.commit(Samples.releasing("h1").siblingsAre("h1", 0))).isTrue();
            assertThat(store.lease(Samples.NOON, Samples.DAY, 9)).extracting(Outgoing::isWhole).containsOnly(false).hasSize(3);
            store.purge(Samples.NOON.plus(Samples.DAY));
            assertThat(store.dueForExpiry(Samples.NOON.plus(Samples.DAY), 9)).extracting(Hold::id).containsExactly("h2");
            assertThat(store.hold("h1")).isEmpty();

            outside("DELETE FROM bodies WHERE id = ''"); // an earlier version that still runs, when nothing points there
            Outgoing row = Outgoing.now(Outgoing.Kind.NOTICE, "n", Samples.envelope(), "", Samples.NOON, Samples.NOON);
            assertThat(store.commit(new Commit().send(row, Samples.message("notice")))).isTrue();
        }
    }

    @Test
    void aFolderOrAMissingFolderIsRefused() {
        assertThatThrownBy(() -> SqliteStore.open(folder, CLOCK)).isInstanceOf(SettingsException.class).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> SqliteStore.open(folder.resolve("no/such.db"), CLOCK)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void aDatabaseThatCannotBeWrittenIsRefusedAtStart() throws Exception {
        SqliteStore.open(database, CLOCK).close();
        // a trigger stands in for a read-only disk: permissions do not stop root
        outside("CREATE TRIGGER no BEFORE UPDATE ON pulse BEGIN SELECT raise(ABORT, 'no writing here'); END");

        assertThatThrownBy(() -> SqliteStore.open(database, CLOCK)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("no writing here");
    }

    @Test
    void filesThatNoRowNamesGoAtStartUnlessTheyAreYoung() throws Exception {
        byte[] large = new byte[1_500_000];
        try (SqliteStore store = SqliteStore.open(database, CLOCK)) {
            store.commit(Samples.sending("a", Samples.NOON).body("big", new nl.duwtje.rules.mail.MemoryMessage(large))
                    .hold(Samples.hold("h1", "big", Samples.NOON)));
        }
        Path bodies = folder.resolve("duwtje.db-bodies");
        Path needed = onlyFileIn(bodies);
        Path orphan = Files.writeString(bodies.resolve("body-1.eml"), "orphan");
        Path part = Files.writeString(bodies.resolve("body-2.part"), "half");
        Path young = Files.writeString(bodies.resolve("body-3.eml"), "another process is about to commit it");
        Path foreign = Files.writeString(bodies.resolve("README"), "not ours");
        Duration old = BodyFolder.ORPHAN_AGE.plusSeconds(1);
        for (Path file : new Path[]{needed, orphan, part, foreign}) {
            Files.setLastModifiedTime(file, FileTime.from(Samples.NOON.minus(old)));
        }
        Files.setLastModifiedTime(young, FileTime.from(Samples.NOON.minus(old).plusSeconds(2)));

        try (SqliteStore store = SqliteStore.open(database, CLOCK)) {
            assertThat(store.body("big").size()).isEqualTo(large.length);
        }

        assertThat(bodies).isDirectoryNotContaining(file -> file.equals(orphan) || file.equals(part));
        assertThat(needed).exists();
        assertThat(young).exists();
        assertThat(foreign).exists();
    }

    static Path onlyFileIn(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.reduce((a, b) -> {
                throw new AssertionError("more than one file: " + a + " and " + b);
            }).orElseThrow();
        }
    }

    private void outside(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database); Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }
}
