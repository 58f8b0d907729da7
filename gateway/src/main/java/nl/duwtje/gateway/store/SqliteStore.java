package nl.duwtje.gateway.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.settings.SettingsException;

/**
 * The store in one SQLite file (WAL, synchronous=FULL) with a folder beside it for bodies above {@link RawMessage#IN_MEMORY_LIMIT}. Safe for
 * all threads, and for several processes on one machine that open the same file; not for network file systems. Times are kept in
 * milliseconds. A change waits at most a minute for its turn.
 */
public final class SqliteStore extends SqliteReading {

    /** Rows that go in one transaction of {@link #purge}, so that commits between two need not wait long. */
    private static final int PURGE = 200;
    private static final String DONE = "DELETE FROM outgoing WHERE id = ? RETURNING body_id";
    /** Whether nobody needs these bytes; there is one row without bytes, which stays. */
    private static final String IS_FREE = " id <> '' AND NOT EXISTS (SELECT 1 FROM outgoing WHERE outgoing.body_id = bodies.id)"
            + " AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.body_id = bodies.id)"
            + " AND NOT EXISTS (SELECT 1 FROM siblings WHERE siblings.body_id = bodies.id)";
    private static final String FREE_BODY = "DELETE FROM bodies WHERE id = ? AND" + IS_FREE + " RETURNING file";
    private static final String FREE_BODIES = "DELETE FROM bodies WHERE id IN (SELECT id FROM bodies WHERE" + IS_FREE + " LIMIT " + PURGE
            + ") RETURNING file";

    /** Tables of what lasts for a while. */
    private static final List<String> OVER = List.of("recognised", "tallies", "trusts");

    private static final String ANYTHING_TO_PURGE = "SELECT EXISTS (SELECT 1 FROM holds WHERE purge_at <= ? AND state <> 'HELD')"
            + " OR EXISTS (SELECT 1 FROM memories WHERE until <= ?) OR EXISTS (SELECT 1 FROM bodies WHERE" + IS_FREE + ")"
            + OVER.stream().map(table -> " OR EXISTS (SELECT 1 FROM " + table + " WHERE until <= ?)").collect(Collectors.joining());

    private final BodyFolder bodies;
    private final Writer writer;
    private final Register register;

    private SqliteStore(BodyFolder bodies, Writer writer, Readers readers) {
        super(readers);
        this.bodies = bodies;
        this.writer = writer;
        this.register = new SqliteRegister(writer, readers);
    }

    /**
     * Opens the database, or makes it, readable for its owner only; its folder must exist.
     *
     * @param clock tells how old a file without a row is: old ones are left over from a crash and go
     * @throws SettingsException when the file cannot be used: one line for the operator
     */
    public static SqliteStore open(Path database, Clock clock) {
        SqliteFile file = SqliteFile.at(database);
        Sql first = file.openAndMigrate();
        try {
            BodyFolder bodies = BodyFolder.beside(file.path());
            bodies.sweep(clock.instant(), name -> isNeeded(first, name));
            Readers readers = new Readers(file);
            return new SqliteStore(bodies, new Writer(file, first, bodies), readers);
        } catch (SQLException | IOException | RuntimeException e) {
            try {
                first.close();
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e instanceof SettingsException known
                    ? known
                    : new SettingsException("store.url: " + file.path() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean isNeeded(Sql sql, String file) {
        try {
            return sql.number("SELECT count(*) FROM bodies WHERE file = ?", file) > 0;
        } catch (SQLException e) {
            throw new StoreException(e.getMessage(), e);
        }
    }

    @Override
    public boolean commit(Commit commit) {
        return commit(Change.of(commit, bodies)).isPresent();
    }

    @Override
    public Optional<List<Outgoing>> commit(Commit commit, Instant now, Duration lease) {
        return commit(Change.of(commit, bodies, now, now.plus(lease)));
    }

    private Optional<List<Outgoing>> commit(Change change) {
        try {
            return Optional.of(writer.write((sql, freed) -> change.apply(sql), change.bytes(), change::discard));
        } catch (Job.Undone somebodyWasFirst) {
            return Optional.empty();
        }
    }

    @Override
    public List<Boolean> commitEach(List<Commit> commits) {
        List<Change> changes = new ArrayList<>();
        Runnable discard = () -> changes.forEach(Change::discard);
        try {
            commits.forEach(commit -> changes.add(Change.of(commit, bodies)));
        } catch (RuntimeException | Error e) {
            discard.run();
            throw e;
        }
        List<Boolean> done = new ArrayList<>();
        try {
            writer.write((sql, freed) -> {
                done.clear();
                for (Change change : changes) {
                    done.add(isApplied(change, sql));
                }
                return true;
            }, changes.stream().mapToLong(Change::bytes).sum(), discard);
        } catch (Job.Undone impossible) {
            throw new StoreException("undone", impossible);
        }
        for (int i = 0; i < changes.size(); i++) {
            if (!done.get(i)) {
                changes.get(i).discard();
            }
        }
        return done;
    }

    /** Within the transaction of its neighbours: what it did is taken back when somebody was first. */
    private static boolean isApplied(Change change, Sql sql) throws SQLException {
        sql.again("SAVEPOINT one");
        boolean applied = true;
        try {
            change.apply(sql);
        } catch (Job.Undone somebodyWasFirst) {
            sql.again("ROLLBACK TO one");
            applied = false;
        }
        sql.again("RELEASE one");
        return applied;
    }

    @Override
    public void distrust(String owner, String kind, String domain) {
        write((sql, freed) -> sql.update("DELETE FROM trusts WHERE owner = ? AND kind = ? AND domain = ?", owner, kind, domain));
    }

    @Override
    public RawMessage body(String bodyId) {
        return readers.read(sql -> sql.query(row -> {
            String file = row.getString("file");
            return file == null ? new MemoryMessage(bytes(row.getBytes("content"))) : bodies.open(file, row.getLong("size"));
        }, "SELECT size, file, content FROM bodies WHERE id = ?", bodyId)).stream().findFirst()
                .orElseThrow(() -> new StoreException("no bytes are stored under " + bodyId, null));
    }

    private static byte[] bytes(byte[] column) {
        return column == null ? new byte[0] : column;
    }

    @Override
    public boolean recall(String fingerprint, Instant now) {
        // nearly every message asks and nearly none is known: most need no write
        String known = "SELECT count(*) FROM memories WHERE fingerprint = ? AND until > ?";
        if (readers.read(sql -> sql.number(known, fingerprint, now)) == 0) {
            return false;
        }
        return write((sql, freed) -> !sql.query(row -> row.getLong(1),
                "DELETE FROM memories WHERE fingerprint = ? AND until > ? RETURNING until", fingerprint, now).isEmpty());
    }

    @Override
    public List<Outgoing> lease(Instant now, Duration lease, int limit) {
        if (nextDue().isAfter(now)) {
            return List.of();
        }
        Instant until = now.plus(lease);
        return write((sql, freed) -> sql.query(row -> readable(OutgoingRow::read, row), OutgoingRow.LEASE, until, bounded(now), limit))
                .stream().filter(Objects::nonNull).sorted(Comparator.comparing(Outgoing::nextAttempt).thenComparing(Outgoing::id)).toList();
    }

    @Override
    public void keep(Collection<Long> outgoingIds, Instant until) {
        write((sql, freed) -> {
            for (long id : outgoingIds) {
                sql.update(OutgoingRow.KEEP, until, id, until);
            }
            return true;
        });
    }

    @Override
    public void done(long outgoingId, Commit also) {
        List<String> body = new ArrayList<>();
        both(also, sql -> {
            body.clear();
            return body.addAll(sql.query(row -> row.getString(1), DONE, outgoingId));
        }, (sql, freed) -> freeBody(sql, freed, body.get(0)));
    }

    @Override
    public void done(Collection<Long> outgoingIds) {
        write((sql, freed) -> {
            for (long id : outgoingIds) {
                for (String body : sql.query(row -> row.getString(1), DONE, id)) {
                    freeBody(sql, freed, body);
                }
            }
            return true;
        });
    }

    @Override
    public void retry(long outgoingId, Envelope left, Instant nextAttempt, Commit also) {
        String envelope = StoredJson.ENVELOPE.write(left);
        both(also, sql -> sql.update("UPDATE outgoing SET envelope = ?, attempts = attempts + 1, next_attempt = ?, due_at = ? WHERE id = ?",
                envelope, nextAttempt, nextAttempt, outgoingId) == 1, (sql, freed) -> {});
    }

    /** Whether there was something to do. */
    @FunctionalInterface
    private interface First {
        boolean did(Sql sql) throws SQLException;
    }

    @FunctionalInterface
    private interface Then {
        void finish(Sql sql, List<String> freed) throws SQLException;
    }

    /**
     * {@code first}, {@code also} and {@code then} in one transaction. When there is nothing left to do for {@code first}, somebody else has
     * done all of it and {@code also} is dropped: it would be a second DSN or reminder.
     */
    private void both(Commit also, First first, Then then) {
        Change change = Change.of(also, bodies);
        boolean[] wasOurs = {false};
        try {
            writer.write((sql, freed) -> {
                wasOurs[0] = first.did(sql);
                if (!wasOurs[0]) {
                    throw new Job.Undone();
                }
                change.apply(sql);
                then.finish(sql, freed);
                return true;
            }, change.bytes(), change::discard);
        } catch (Job.Undone undone) {
            if (wasOurs[0]) {
                throw new StoreException("a hold that had to move with it was in another state", undone);
            }
        }
    }

    @Override
    public void purge(Instant now) {
        if (readers.read(sql -> sql.number(ANYTHING_TO_PURGE, bounded(now), now, now, now, now)) == 0) {
            return; // no commit for nothing: it would also say of a full disk that all is well
        }
        // a HELD one stays whatever its dates say: it has to expire first, and its sender to be told
        untilFew("DELETE FROM holds WHERE id IN (SELECT id FROM holds WHERE purge_at <= ? AND state <> 'HELD' LIMIT " + PURGE + ")"
                + " RETURNING NULL", bounded(now));
        untilFew("DELETE FROM memories WHERE fingerprint IN (SELECT fingerprint FROM memories WHERE until <= ? LIMIT " + PURGE + ")"
                + " RETURNING NULL", now);
        OVER.forEach(table -> write((sql, freed) -> sql.update("DELETE FROM " + table + " WHERE until <= ?", now)));
        untilFew(FREE_BODIES);
    }

    private void untilFew(String delete, Object... arguments) {
        while (write((sql, freed) -> free(sql, freed, delete, arguments)) == PURGE) {
            // more of them
        }
    }

    /** @return how many rows went; their files go after the commit */
    private static int free(Sql sql, List<String> freed, String delete, Object... arguments) throws SQLException {
        List<String> files = sql.query(row -> row.getString(1), delete, arguments);
        files.stream().filter(Objects::nonNull).forEach(freed::add);
        return files.size();
    }

    private static void freeBody(Sql sql, List<String> freed, String bodyId) throws SQLException {
        if (!bodyId.equals(Outgoing.NONE)) {
            free(sql, freed, FREE_BODY, bodyId);
        }
    }

    private <T> T write(Job.Work<T> work) {
        try {
            return writer.write(work, 0, () -> {});
        } catch (Job.Undone impossible) {
            throw new StoreException("undone", impossible);
        }
    }

    @Override
    public Register register() {
        return register;
    }

    @Override
    public boolean isHealthy() {
        return writer.isHealthy();
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
