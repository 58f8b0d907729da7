package nl.duwtje.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A hold as a row. */
final class HoldRow {

    static final String COLUMNS = "id, body_id, state, held_at, remind_at, expires_at, purge_at, envelope, actions, facts, nudges, proposals,"
            + " language, answer_choice, answer_by, answer_at, answer_reason, undo_until, answer_who, owner, alike, notice_at, list";
    static final String INSERT = "INSERT INTO holds (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String READ = "SELECT " + COLUMNS + ", (SELECT count(*) FROM siblings WHERE hold_id = holds.id) AS siblings,"
            + " (SELECT coalesce(sum(recipients), 0) FROM siblings WHERE hold_id = holds.id) AS their_recipients";
    static final String SELECT = READ + " FROM holds ";
    /** A hold and the token that leads to it. */
    static final String LINK = READ
            + ", token_role, token_who, token_list FROM holds JOIN (SELECT hold_id AS token_hold, role AS token_role,"
            + " who AS token_who, list AS token_list FROM tokens WHERE hash = ?) ON token_hold = holds.id";

    private HoldRow() {}

    static Object[] arguments(Hold hold) {
        return new Object[]{hold.id(), hold.bodyId(), hold.state(), hold.heldAt(), hold.remindAt(), hold.expiresAt(), hold.purgeAt(),
                StoredJson.ENVELOPE.write(hold.envelope()), StoredJson.ACTIONS.write(hold.actions()), StoredJson.FACTS.write(hold.facts()),
                StoredJson.NUDGES.write(hold.nudges()), StoredJson.PROPOSALS.write(hold.proposals()), hold.language(),
                hold.answer().choice(), hold.answer().by(), hold.answer().at(), hold.answer().reason(), hold.answer().undoUntil(),
                hold.answer().who(), hold.together().owner(), hold.together().alike(), hold.together().noticeAt(), hold.together().list()};
    }

    /** @throws StoreException when a column is not what we once wrote */
    static Hold read(ResultSet row) throws SQLException {
        return new Hold(row.getString("id"), row.getString("body_id"), HoldState.valueOf(row.getString("state")),
                Sql.instant(row.getLong("held_at")), Sql.instant(row.getLong("remind_at")), Sql.instant(row.getLong("expires_at")),
                Sql.instant(row.getLong("purge_at")), StoredJson.ENVELOPE.read(row.getString("envelope")),
                StoredJson.ACTIONS.read(row.getString("actions")), StoredJson.FACTS.read(row.getString("facts")),
                StoredJson.NUDGES.read(row.getString("nudges")), StoredJson.PROPOSALS.read(row.getString("proposals")),
                row.getString("language"),
                new Hold.Answer(row.getString("answer_choice"), row.getString("answer_by"), Sql.instant(row.getLong("answer_at")),
                        row.getString("answer_reason"), Sql.instant(row.getLong("undo_until")), row.getString("answer_who")),
                new Hold.Together(row.getString("owner"), row.getString("alike"), Sql.instant(row.getLong("notice_at")),
                        row.getString("list"), row.getInt("siblings"), row.getInt("their_recipients")));
    }
}
