package nl.duwtje.gateway.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.rules.mail.RawMessage;

/** A {@link Commit} as statements, made ready in the caller's thread so that the writer only has to run them. */
final class Change {

    /** One statement; with {@code must}, that it finds no row means that somebody was first. */
    private record Step(String sql, boolean must, Object... arguments) {}

    private record File(String name, long size) {}

    /** A row for the outbox that its committer has at once. */
    private record Leased(Outgoing row, Object... arguments) {}

    private static final String BODY = "INSERT INTO bodies (id, size, file, content) VALUES (?, ?, ?, ?)";
    private static final String TOKEN = "INSERT INTO tokens (hash, hold_id, role, who, list) VALUES (?, ?, ?, ?, ?)";
    private static final String SIBLING = "INSERT INTO siblings (hold_id, chunk, body_id, envelope, recipients) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING";
    private static final String MARK = "INSERT INTO recognised (mark, hold_id, until) VALUES (?, ?, ?) ON CONFLICT (mark) DO UPDATE"
            + " SET hold_id = excluded.hold_id, until = excluded.until WHERE recognised.until <= ?"
            + " OR ? = 1 AND (SELECT state FROM holds WHERE id = recognised.hold_id) <> 'HELD'";
    // a column without an index is set to itself: nothing is written, and the number of rows says whether it is so
    private static final String GUARD = "UPDATE holds SET rated = rated WHERE id = ? AND state = ?";
    private static final String NOTICED = "UPDATE holds SET notice_at = ?, noticed_at = ?, list = ?"
            + " WHERE id = ? AND state = 'HELD' AND notice_at < ?";
    private static final String NOT_BEFORE = "UPDATE holds SET notice_at = max(notice_at, ?) WHERE id = ? AND notice_at < ?";
    private static final String LATE = "UPDATE holds SET undo_rows = undo_rows + ? WHERE id = ?";
    private static final String REMINDED = "UPDATE holds SET remind_at = ? WHERE id = ? AND state = 'HELD' AND remind_at < ?";
    private static final String TALLY = "INSERT INTO tallies (who, until) VALUES (?, ?)";
    private static final String TRUST = "INSERT INTO trusts (owner, kind, domain, until) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (owner, kind, domain) DO UPDATE SET until = max(until, excluded.until)";
    private static final String MOVE = "UPDATE holds SET state = ?, answer_choice = ?, answer_by = ?, answer_at = ?, purge_at = ?,"
            + " answer_reason = ?, answer_who = ?, undo_until = ?, undo_rows = ? WHERE id = ? AND state = ?"
            + " AND ? IN (" + Commit.Move.ANY + ", (SELECT count(*) FROM siblings WHERE hold_id = holds.id))";
    private static final String UNDO = "UPDATE holds SET state = 'HELD', answer_choice = ?, answer_by = ?, answer_at = ?, answer_reason = '',"
            + " undo_until = 0, undo_rows = 0 WHERE id = ? AND state = ? AND undo_until = ? AND undo_rows > 0 AND undo_rows ="
            + " (SELECT count(*) FROM outgoing WHERE hold_id = holds.id AND kind = 'LEG' AND attempts = 0 AND due_at = holds.undo_until)";
    private static final String UNDO_ROWS = "DELETE FROM outgoing WHERE hold_id = ? AND kind = 'LEG' AND attempts = 0 AND due_at = ?";
    private static final String RATED = "UPDATE holds SET rated = 1 WHERE id = ? AND rated = 0";
    private static final String MEMORY = "INSERT INTO memories (fingerprint, until) VALUES (?, ?)"
            + " ON CONFLICT (fingerprint) DO UPDATE SET until = max(until, excluded.until)";

    private final BodyFolder bodies;
    private final List<Step> steps = new ArrayList<>();
    private final List<File> files = new ArrayList<>();
    private final List<Leased> leased = new ArrayList<>();
    private long bytes;

    private Change(BodyFolder bodies) {
        this.bodies = bodies;
    }

    /** Writes large bodies to their files, which {@link #discard} deletes again when the commit comes to nothing. */
    static Change of(Commit commit, BodyFolder bodies) {
        return of(commit, bodies, Instant.MIN, Instant.MIN);
    }

    /** @param now its rows for the outbox that are due then are leased {@code until} */
    static Change of(Commit commit, BodyFolder bodies, Instant now, Instant until) {
        Change change = new Change(bodies);
        try {
            commit.moves.forEach(move -> change.move(move, commit));
            commit.undos.forEach(change::undo);
            commit.incidents.forEach(incident -> change.must(IncidentRow.INSERT, IncidentRow.arguments(incident)));
            commit.ratings.forEach(change::rating);
            commit.reminded.forEach(id -> change.must(REMINDED, Instant.MAX, id, Instant.MAX));
            commit.guards.forEach(guard -> change.must(GUARD, guard.holdId(), guard.state()));
            commit.noticed.forEach(
                    gone -> change.must(NOTICED, Instant.MAX, gone.at(), gone.list(), gone.holdId(), Instant.MAX));
            commit.bodies.forEach(change::body);
            commit.holds.forEach(hold -> change.add(HoldRow.INSERT, HoldRow.arguments(hold)));
            commit.notBefore.forEach(later -> change.add(NOT_BEFORE, later.noticeAt(), later.holdId(), Instant.MAX));
            commit.marks.forEach(
                    mark -> change.must(MARK, mark.mark(), mark.holdId(), mark.until(), mark.now(), mark.whileHeld() ? 1 : 0));
            commit.siblings.forEach(change::sibling);
            commit.late.forEach(late -> change.add(LATE, late.rows(), late.holdId()));
            commit.tokens.forEach(token -> change.add(TOKEN, token.tokenHash(), token.holdId(), token.role(), token.who(), token.list()));
            commit.outgoing.forEach(row -> change.outgoing(row, now, until));
            commit.memories.forEach(memory -> change.add(MEMORY, memory.fingerprint(), memory.until()));
            commit.tallies.forEach(tally -> change.add(TALLY, tally.who(), tally.until()));
            commit.trusts.forEach(trust -> change.add(TRUST, trust.owner(), trust.kind(), trust.domain(), trust.until()));
            return change;
        } catch (RuntimeException | Error e) {
            change.discard();
            throw e;
        }
    }

    /** How much memory it keeps. */
    long bytes() {
        return bytes;
    }

    /** @return the rows that are leased, as they are stored */
    List<Outgoing> apply(Sql sql) throws SQLException, Job.Undone {
        for (File file : files) {
            if (!bodies.has(file.name(), file.size())) {
                throw new StoreException("the file of a message is gone before its commit: " + file.name(), null);
            }
        }
        for (Step step : steps) {
            int changed = sql.update(step.sql(), step.arguments());
            if (step.must() && changed != 1) {
                throw new Job.Undone();
            }
        }
        List<Outgoing> ours = new ArrayList<>(leased.size());
        for (Leased one : leased) {
            long id = sql.query(row -> row.getLong(1), OutgoingRow.INSERT_LEASED, one.arguments()).get(0);
            ours.add(one.row().withId(id));
        }
        return ours;
    }

    void discard() {
        files.forEach(file -> bodies.delete(file.name()));
    }

    private void add(String sql, Object... arguments) {
        steps.add(new Step(sql, false, arguments));
    }

    private void must(String sql, Object... arguments) {
        steps.add(new Step(sql, true, arguments));
    }

    private void sibling(Commit.Sibling sibling) {
        String envelope = StoredJson.ENVELOPE.write(sibling.envelope());
        bytes += envelope.length();
        must(SIBLING, sibling.holdId(), sibling.chunk(), sibling.bodyId(), envelope, sibling.envelope().recipients().size());
    }

    private void move(Commit.Move move, Commit commit) {
        Hold.Answer answer = move.answer();
        long legs = commit.outgoing.stream().filter(row -> row.kind() == Outgoing.Kind.LEG && row.holdId().equals(move.holdId())).count();
        must(MOVE, move.to(), answer.choice(), answer.by(), answer.at(), move.purgeAt(), answer.reason(), answer.who(), answer.undoUntil(),
                answer.undoUntil().equals(Instant.EPOCH) ? 0 : legs, move.holdId(), move.from(), move.siblings());
    }

    private void undo(Commit.Undo undo) {
        Hold.Answer answer = undo.answer();
        must(UNDO, answer.choice(), answer.by(), answer.at(), undo.holdId(), undo.from(), undo.until());
        add(UNDO_ROWS, undo.holdId(), undo.until());
    }

    private void outgoing(Outgoing row, Instant now, Instant until) {
        bytes += row.head().length;
        if (row.isDue(now)) {
            leased.add(new Leased(row, OutgoingRow.arguments(row, until)));
        } else {
            add(OutgoingRow.INSERT, OutgoingRow.arguments(row, row.nextAttempt()));
        }
    }

    private void rating(Rating rating) {
        must(RATED, rating.holdId());
        rating.rules().forEach(rule -> add(Rating.INSERT, rating.month(), rule, rating.department(), rating.useful() ? 1 : 0,
                rating.because()));
    }

    private void body(Commit.Body body) {
        long size = body.message().size();
        if (size > RawMessage.IN_MEMORY_LIMIT) {
            String name = bodies.write(body.message());
            files.add(new File(name, size));
            add(BODY, body.id(), size, name, null);
        } else {
            bytes += size;
            add(BODY, body.id(), size, null, BodyBytes.copy(body.message()));
        }
    }
}
