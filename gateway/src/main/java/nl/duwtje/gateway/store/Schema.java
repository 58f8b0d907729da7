package nl.duwtje.gateway.store;

import java.sql.SQLException;
import java.util.List;

import nl.duwtje.rules.settings.SettingsException;

/** The tables, and the way to them from every earlier version. A released step is never edited: a change is one more step. */
final class Schema {

    /** Step n leads from version n to n + 1 ({@code PRAGMA user_version}). */
    private static final List<List<String>> STEPS = List.of(List.of("""
            CREATE TABLE bodies (
              id TEXT PRIMARY KEY NOT NULL,
              size INTEGER NOT NULL,
              file TEXT UNIQUE,
              content BLOB,
              CHECK ((content IS NULL) <> (file IS NULL))
            ) STRICT""", """
            CREATE TABLE holds (
              id TEXT PRIMARY KEY NOT NULL,
              body_id TEXT NOT NULL REFERENCES bodies(id),
              state TEXT NOT NULL CHECK (state IN ('HELD', 'RELEASED', 'AMENDED', 'CANCELLED', 'EXPIRED')),
              held_at INTEGER NOT NULL,
              remind_at INTEGER NOT NULL,
              expires_at INTEGER NOT NULL,
              purge_at INTEGER NOT NULL,
              language TEXT NOT NULL,
              answer_choice TEXT NOT NULL,
              answer_by TEXT NOT NULL,
              answer_at INTEGER NOT NULL,
              envelope TEXT NOT NULL,
              actions TEXT NOT NULL,
              proposals TEXT NOT NULL,
              nudges TEXT NOT NULL,
              facts TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX holds_by_body ON holds(body_id)",
            "CREATE INDEX holds_by_age ON holds(state, held_at)",
            "CREATE INDEX holds_by_reminder ON holds(state, remind_at)",
            "CREATE INDEX holds_by_expiry ON holds(state, expires_at)",
            "CREATE INDEX holds_by_purge ON holds(purge_at)", """
                    CREATE TABLE tokens (
                      hash TEXT PRIMARY KEY NOT NULL,
                      hold_id TEXT NOT NULL REFERENCES holds(id) ON DELETE CASCADE
                    ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX tokens_by_hold ON tokens(hold_id)", """
                    CREATE TABLE outgoing (
                      id INTEGER PRIMARY KEY AUTOINCREMENT,
                      kind TEXT NOT NULL CHECK (kind IN ('LEG', 'NOTICE')),
                      body_id TEXT NOT NULL REFERENCES bodies(id),
                      body_from INTEGER NOT NULL,
                      hold_id TEXT NOT NULL,
                      attempts INTEGER NOT NULL,
                      next_attempt INTEGER NOT NULL,
                      give_up_at INTEGER NOT NULL,
                      due_at INTEGER NOT NULL, -- next_attempt, or the end of the lease
                      envelope TEXT NOT NULL,
                      head BLOB NOT NULL
                    ) STRICT""",
            "CREATE INDEX outgoing_by_body ON outgoing(body_id)",
            "CREATE INDEX outgoing_by_due ON outgoing(due_at)", """
                    CREATE TABLE memories (
                      fingerprint TEXT PRIMARY KEY NOT NULL,
                      until INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX memories_by_end ON memories(until)",
            "CREATE TABLE pulse (beat INTEGER NOT NULL) STRICT",
            "INSERT INTO pulse VALUES (0)"),
            List.of(
                    "ALTER TABLE holds ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
                    "ALTER TABLE holds ADD COLUMN alike TEXT NOT NULL DEFAULT ''",
                    "ALTER TABLE holds ADD COLUMN list TEXT NOT NULL DEFAULT ''",
                    "ALTER TABLE holds ADD COLUMN notice_at INTEGER NOT NULL DEFAULT 9223372036854775807", // never: it has gone
                    "ALTER TABLE holds ADD COLUMN noticed_at INTEGER NOT NULL DEFAULT 0",
                    "ALTER TABLE holds ADD COLUMN answer_who TEXT NOT NULL DEFAULT ''",
                    "CREATE INDEX holds_by_notice ON holds(alike, notice_at, held_at)"
                            + " WHERE state = 'HELD' AND notice_at < 9223372036854775807",
                    "CREATE INDEX holds_by_noticed ON holds(alike, noticed_at) WHERE alike <> ''",
                    "CREATE INDEX holds_by_list ON holds(list, held_at) WHERE list <> ''",
                    "ALTER TABLE tokens ADD COLUMN who TEXT NOT NULL DEFAULT ''",
                    "ALTER TABLE tokens ADD COLUMN list TEXT NOT NULL DEFAULT ''", """
                            CREATE TABLE siblings (
                              hold_id TEXT NOT NULL REFERENCES holds(id) ON DELETE CASCADE,
                              chunk TEXT NOT NULL, -- what its recipients are, hashed: the same chunk again is no second one
                              recipients INTEGER NOT NULL,
                              body_id TEXT NOT NULL REFERENCES bodies(id),
                              envelope TEXT NOT NULL,
                              PRIMARY KEY (hold_id, chunk)
                            ) STRICT""",
                    "CREATE INDEX siblings_by_body ON siblings(body_id)", """
                            CREATE TABLE recognised (
                              mark TEXT PRIMARY KEY NOT NULL,
                              hold_id TEXT NOT NULL REFERENCES holds(id) ON DELETE CASCADE,
                              until INTEGER NOT NULL
                            ) STRICT, WITHOUT ROWID""",
                    "CREATE INDEX recognised_by_hold ON recognised(hold_id)",
                    "CREATE INDEX recognised_by_end ON recognised(until)", """
                            CREATE TABLE tallies (
                              who TEXT NOT NULL, -- a person under a keyed hash, never an address
                              until INTEGER NOT NULL
                            ) STRICT""",
                    "CREATE INDEX tallies_by_who ON tallies(who, until)",
                    "CREATE INDEX tallies_by_end ON tallies(until)", """
                            CREATE TABLE trusts (
                              owner TEXT NOT NULL, -- likewise
                              kind TEXT NOT NULL,
                              domain TEXT NOT NULL,
                              until INTEGER NOT NULL,
                              PRIMARY KEY (owner, kind, domain)
                            ) STRICT, WITHOUT ROWID""",
                    "CREATE INDEX trusts_by_end ON trusts(until)"),
            // the conversation after the notice: time to stop, ambassadors, incidents, "was this useful?", who was written to before
            List.of("ALTER TABLE holds ADD COLUMN answer_reason TEXT NOT NULL DEFAULT ''",
                    "ALTER TABLE holds ADD COLUMN undo_until INTEGER NOT NULL DEFAULT 0",
                    "ALTER TABLE holds ADD COLUMN undo_rows INTEGER NOT NULL DEFAULT 0",
                    "ALTER TABLE holds ADD COLUMN rated INTEGER NOT NULL DEFAULT 0",
                    "ALTER TABLE tokens ADD COLUMN role TEXT NOT NULL DEFAULT ''",
                    "CREATE INDEX outgoing_by_hold ON outgoing(hold_id)", """
                            CREATE TABLE incidents (
                              id TEXT PRIMARY KEY NOT NULL,
                              hold_id TEXT UNIQUE NOT NULL,
                              kind TEXT NOT NULL CHECK (kind IN ('NEAR_MISS', 'INCIDENT')),
                              reported_at INTEGER NOT NULL,
                              report TEXT NOT NULL
                            ) STRICT""",
                    "CREATE INDEX incidents_by_age ON incidents(reported_at)", """
                            CREATE TABLE ratings (
                              month TEXT NOT NULL,
                              rule TEXT NOT NULL,
                              department TEXT NOT NULL,
                              useful INTEGER NOT NULL,
                              because TEXT NOT NULL
                            ) STRICT""",
                    "CREATE INDEX ratings_by_month ON ratings(month)", """
                            CREATE TABLE met (
                              who INTEGER PRIMARY KEY NOT NULL, -- a hash, not an address
                              seen INTEGER NOT NULL
                            ) STRICT""",
                    "CREATE INDEX met_by_age ON met(seen)"),
            // less to write for an answer: mails of ours lie in the outbox itself, and an index knows only the rows that somebody looks for
            List.of("INSERT INTO bodies (id, size, content) VALUES ('', 0, x'')", // of rows of the outbox whose head is all of them
                    // an earlier version that still runs beside this one would free it
                    "CREATE TRIGGER bodies_keep_none BEFORE DELETE ON bodies WHEN old.id = '' BEGIN SELECT raise(IGNORE); END",
                    "DROP INDEX holds_by_reminder",
                    "DROP INDEX holds_by_expiry",
                    "DROP INDEX holds_by_purge",
                    "DROP INDEX outgoing_by_hold",
                    "CREATE INDEX holds_by_reminder ON holds(remind_at) WHERE state = 'HELD'",
                    "CREATE INDEX holds_by_expiry ON holds(expires_at) WHERE state = 'HELD'",
                    "CREATE INDEX holds_by_purge ON holds(purge_at) WHERE state <> 'HELD'",
                    "CREATE INDEX outgoing_by_hold ON outgoing(hold_id) WHERE kind = 'LEG'"));

    static final int VERSION = STEPS.size();

    private Schema() {}

    /**
     * Brings the tables to {@link #VERSION}. Also proves that the database can be written: a read-only one fails here, not at the first hold.
     *
     * @throws SettingsException when a newer version of the gateway has made them
     */
    static void migrate(Sql sql, String file) throws SQLException {
        sql.run("BEGIN IMMEDIATE");
        try {
            long version = sql.number("PRAGMA user_version");
            if (version > VERSION) {
                throw new SettingsException("store.url: " + file + " was written by a newer version of the gateway (schema " + version
                        + ", this one knows up to " + VERSION + ")");
            }
            for (int step = (int) version; step < VERSION; step++) {
                for (String statement : STEPS.get(step)) {
                    sql.run(statement);
                }
                sql.run("PRAGMA user_version = " + (step + 1));
            }
            sql.run("UPDATE pulse SET beat = beat + 1");
            sql.run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            try {
                sql.run("ROLLBACK");
            } catch (SQLException alreadyRolledBack) {
                e.addSuppressed(alreadyRolledBack);
            }
            throw e;
        }
    }
}
