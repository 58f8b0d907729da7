package nl.duwtje.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A report as a row. */
final class IncidentRow {

    static final String INSERT = "INSERT INTO incidents (id, hold_id, kind, reported_at, report) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING";
    static final String SELECT = "SELECT id, hold_id, kind, reported_at, report FROM incidents ";

    private IncidentRow() {}

    static Object[] arguments(Incident incident) {
        return new Object[]{incident.id(), incident.holdId(), incident.kind(), incident.reportedAt(),
                StoredJson.REPORT.write(incident.report())};
    }

    /** @throws StoreException when a column is not what we once wrote */
    static Incident read(ResultSet row) throws SQLException {
        return new Incident(row.getString("id"), row.getString("hold_id"), Incident.Kind.valueOf(row.getString("kind")),
                Sql.instant(row.getLong("reported_at")), StoredJson.REPORT.read(row.getString("report")));
    }
}
