package nl.duwtje.gateway.store;

import java.sql.SQLException;
import java.util.Set;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean for a group of commits. */
final class SqliteErrors {

    private static final Set<SQLiteErrorCode> OWN = Set.of(SQLiteErrorCode.SQLITE_CONSTRAINT, SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_TOOBIG, SQLiteErrorCode.SQLITE_RANGE, SQLiteErrorCode.SQLITE_ERROR);

    private SqliteErrors() {}

    /** The fault is not in the one statement: the transaction is over for all in it. */
    static boolean concernsAll(SQLException e) {
        return !(e instanceof SQLiteException) || !OWN.contains(primary(e));
    }

    /** The disk (or the page limit) is full: smaller changes may still fit. */
    static boolean isFull(SQLException e) {
        return primary(e) == SQLiteErrorCode.SQLITE_FULL;
    }

    /** Another process holds the database; nothing is wrong with it. */
    static boolean isBusy(SQLException e) {
        return primary(e) == SQLiteErrorCode.SQLITE_BUSY;
    }

    private static SQLiteErrorCode primary(SQLException e) {
        return e instanceof SQLiteException known ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xff) : null;
    }
}
