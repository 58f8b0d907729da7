package nl.duwtje.gateway.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The register in the store's own database. */
final class SqliteRegister implements Register {

    private static final int FORGET = 1000;

    private final Writer writer;
    private final Readers readers;

    SqliteRegister(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public String role(String tokenHash) {
        return readers.read(sql -> sql.query(row -> row.getString(1), "SELECT role FROM tokens WHERE hash = ?", tokenHash)).stream()
                .findFirst().orElse("");
    }

    @Override
    public Optional<Incident> incident(String holdId) {
        return readers.read(sql -> sql.query(IncidentRow::read, IncidentRow.SELECT + "WHERE hold_id = ?", holdId)).stream().findFirst();
    }

    @Override
    public List<Incident> incidents(int limit) {
        return readers.read(
                sql -> sql.query(IncidentRow::read, IncidentRow.SELECT + "ORDER BY reported_at DESC, id LIMIT ?", limit));
    }

    @Override
    public boolean isRated(String holdId) {
        return readers.read(sql -> sql.number("SELECT count(*) FROM holds WHERE id = ? AND rated = 1", holdId)) > 0;
    }

    @Override
    public List<Rating.Kept> ratings(int limit) {
        return readers.read(sql -> sql.query(
                row -> new Rating.Kept(row.getString("month"), row.getString("rule"), row.getString("department"),
                        row.getInt("useful") == 1, row.getString("because")),
                "SELECT month, rule, department, useful, because FROM ratings ORDER BY month DESC, rule, department, because LIMIT ?",
                limit));
    }

    @Override
    public Set<Long> met(Collection<Long> who) {
        return readers.read(sql -> {
            Set<Long> met = new HashSet<>();
            for (Long one : who) {
                if (sql.number("SELECT count(*) FROM met WHERE who = ?", one) > 0) {
                    met.add(one);
                }
            }
            return met;
        });
    }

    @Override
    public void meet(Map<Long, Instant> seen) {
        write((sql, freed) -> {
            for (Map.Entry<Long, Instant> one : seen.entrySet()) {
                sql.update("INSERT INTO met (who, seen) VALUES (?, ?) ON CONFLICT (who) DO UPDATE SET seen = max(seen, excluded.seen)",
                        one.getKey(), one.getValue());
            }
            return seen.size();
        });
    }

    @Override
    public void forget(Instant before, long most) {
        long all = readers.read(sql -> sql.number("SELECT count(*) FROM met"));
        long old = readers.read(sql -> sql.number("SELECT count(*) FROM met WHERE seen < ?", before));
        for (long left = Math.max(old, all - most); left > 0; left -= FORGET) {
            long some = Math.min(left, FORGET);
            write((sql, freed) -> sql.update("DELETE FROM met WHERE who IN (SELECT who FROM met ORDER BY seen LIMIT ?)", some));
        }
    }

    private void write(Job.Work<Integer> work) {
        try {
            writer.write(work, 0, () -> {});
        } catch (Job.Undone impossible) {
            throw new StoreException("undone", impossible);
        }
    }
}
