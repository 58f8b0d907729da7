package nl.duwtje.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A row of the outbox as a row of the database. {@code due_at} is when somebody may take it: its next attempt, or the end of its lease. */
final class OutgoingRow {

    private static final String COLUMNS = "kind, body_id, head, body_from, envelope, hold_id, attempts, next_attempt, give_up_at";
    static final String INSERT = "INSERT INTO outgoing (" + COLUMNS + ", due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String INSERT_LEASED = INSERT + " RETURNING id";
    static final String LEASE = "UPDATE outgoing SET due_at = ? WHERE id IN"
            + " (SELECT id FROM outgoing WHERE due_at <= ? ORDER BY due_at, id LIMIT ?) RETURNING id, " + COLUMNS;

    static final String KEEP = "UPDATE outgoing SET due_at = ? WHERE id = ? AND due_at < ?";

    private OutgoingRow() {}

    /** @param dueAt its next attempt, or the end of a lease */
    static Object[] arguments(Outgoing row, Instant dueAt) {
        return new Object[]{row.kind(), row.bodyId(), row.head(), row.bodyFrom(), StoredJson.ENVELOPE.write(row.envelope()), row.holdId(),
                row.attempts(), row.nextAttempt(), row.giveUpAt(), dueAt};
    }

    /** @throws StoreException when a column is not what we once wrote */
    static Outgoing read(ResultSet row) throws SQLException {
        byte[] head = row.getBytes("head");
        return new Outgoing(row.getLong("id"), Outgoing.Kind.valueOf(row.getString("kind")), row.getString("body_id"),
                head == null ? new byte[0] : head, row.getLong("body_from"), StoredJson.ENVELOPE.read(row.getString("envelope")),
                row.getString("hold_id"), row.getInt("attempts"), Sql.instant(row.getLong("next_attempt")),
                Sql.instant(row.getLong("give_up_at")));
    }
}
