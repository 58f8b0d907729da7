package nl.duwtje.gateway.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the store that only reads rows. Safe for all threads. */
abstract class SqliteReading implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteReading.class);

    final Readers readers;

    SqliteReading(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Hold> holdByToken(String tokenHash) {
        return readers.read(sql -> sql.query(HoldRow::read,
                HoldRow.SELECT + "WHERE id = (SELECT hold_id FROM tokens WHERE hash = ?)", tokenHash)).stream().findFirst();
    }

    @Override
    public Optional<Link> link(String tokenHash) {
        return readers.read(sql -> sql.query(row -> {
            Hold hold = HoldRow.read(row);
            return new Link(new Commit.Token(tokenHash, hold.id(), row.getString("token_role"), row.getString("token_who"),
                    row.getString("token_list")), hold);
        }, HoldRow.LINK, tokenHash)).stream().findFirst();
    }

    @Override
    public Optional<Commit.Token> token(String tokenHash) {
        return readers.read(sql -> sql.query(
                row -> new Commit.Token(tokenHash, row.getString("hold_id"), row.getString("role"), row.getString("who"),
                        row.getString("list")),
                "SELECT hold_id, role, who, list FROM tokens WHERE hash = ?", tokenHash)).stream().findFirst();
    }

    @Override
    public Optional<Hold> hold(String id) {
        return readers.read(sql -> sql.query(HoldRow::read, HoldRow.SELECT + "WHERE id = ?", id)).stream().findFirst();
    }

    @Override
    public Optional<Hold> recognised(String mark, Instant now) {
        return readers.read(sql -> sql.query(HoldRow::read,
                HoldRow.SELECT + "WHERE id = (SELECT hold_id FROM recognised WHERE mark = ? AND until > ?)", mark, now)).stream()
                .findFirst();
    }

    @Override
    public List<Commit.Sibling> siblings(String holdId) {
        return readers.read(sql -> sql.query(
                row -> new Commit.Sibling(holdId, row.getString("chunk"), row.getString("body_id"),
                        StoredJson.ENVELOPE.read(row.getString("envelope"))),
                "SELECT chunk, body_id, envelope FROM siblings WHERE hold_id = ? ORDER BY rowid", holdId));
    }

    @Override
    public boolean hasSibling(String holdId, String chunk) {
        return readers.read(sql -> sql.number("SELECT count(*) FROM siblings WHERE hold_id = ? AND chunk = ?", holdId, chunk)) > 0;
    }

    @Override
    public List<NoticesDue> noticesDue(Instant now) {
        return readers.read(sql -> sql.query(
                row -> new NoticesDue(row.getString(1), row.getInt(2), Sql.instant(row.getLong(3)), Sql.instant(row.getLong(4))),
                "SELECT alike, count(*), min(held_at), max(notice_at) FROM holds WHERE " + AWAITS_NOTICE
                        + " GROUP BY alike HAVING min(notice_at) <= ?",
                bounded(now)));
    }

    @Override
    public List<Hold> awaitingNotice(String alike, int limit) {
        return someHolds("WHERE " + AWAITS_NOTICE + " AND alike = ? ORDER BY held_at, id LIMIT ?", alike, limit);
    }

    @Override
    public long noticedSince(String alike, Instant since) {
        return readers.read(
                sql -> sql.number("SELECT count(*) FROM holds WHERE alike = ? AND alike <> '' AND noticed_at > ?", alike, since));
    }

    @Override
    public List<Hold> onList(String list, int limit) {
        return someHolds("WHERE list = ? AND list <> '' ORDER BY held_at, id LIMIT ?", list, limit);
    }

    @Override
    public long tally(String who, Instant after) {
        return readers.read(sql -> sql.number("SELECT count(*) FROM tallies WHERE who = ? AND until > ?", who, after));
    }

    @Override
    public List<Trust> trusts(String owner, Instant now) {
        return readers.read(sql -> sql.query(
                row -> new Trust(owner, row.getString("kind"), row.getString("domain"), Sql.instant(row.getLong("until"))),
                "SELECT kind, domain, until FROM trusts WHERE owner = ? AND until > ? ORDER BY kind, domain", owner, now));
    }

    @Override
    public List<Hold> holds(List<HoldState> states, int limit) {
        String names = states.stream().distinct().sorted().map(state -> "'" + state + "'").collect(Collectors.joining(", "));
        return someHolds("WHERE state IN (" + names + ") ORDER BY held_at DESC, id DESC LIMIT ?", limit);
    }

    @Override
    public List<Hold> dueForReminder(Instant now, int limit) {
        return someHolds("WHERE state = 'HELD' AND remind_at <= ? ORDER BY remind_at, id LIMIT ?", bounded(now), limit);
    }

    @Override
    public List<Hold> dueForExpiry(Instant now, int limit) {
        return someHolds("WHERE state = 'HELD' AND expires_at <= ? ORDER BY expires_at, id LIMIT ?", bounded(now), limit);
    }

    @Override
    public long outboxSize() {
        return readers.read(sql -> sql.number("SELECT count(*) FROM outgoing"));
    }

    @Override
    public long heldCount() {
        return readers.read(sql -> sql.number("SELECT count(*) FROM holds WHERE state = 'HELD'"));
    }

    @Override
    public Instant nextDue() {
        return readers.read(sql -> sql.query(row -> Sql.instant(row.getLong(1)), "SELECT due_at FROM outgoing ORDER BY due_at LIMIT 1"))
                .stream().findFirst().orElse(Instant.MAX);
    }

    /** As the index says it, so that the index is used. */
    private static final String AWAITS_NOTICE = "state = 'HELD' AND notice_at < " + Long.MAX_VALUE;

    /** One row that cannot be read must not stop the others. */
    private List<Hold> someHolds(String where, Object... arguments) {
        return readers.read(sql -> sql.query(row -> readable(HoldRow::read, row), HoldRow.SELECT + where, arguments)).stream()
                .filter(Objects::nonNull).toList();
    }

    static <T> T readable(Sql.Row<T> reader, java.sql.ResultSet row) throws SQLException {
        try {
            return reader.read(row);
        } catch (RuntimeException unreadable) {
            LOG.atError().setMessage("a stored row cannot be read").addKeyValue("id", row.getString("id")).setCause(unreadable).log();
            return null;
        }
    }

    /** {@link Instant#MAX} means never, so it is never reached, not even by a clock that says so. */
    static Instant bounded(Instant now) {
        return now.isAfter(FAR) ? FAR : now;
    }

    private static final Instant FAR = Instant.ofEpochMilli(Long.MAX_VALUE - 1);
}
