package nl.duwtje.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One connection and its prepared statements. For one thread at a time. Times are written as milliseconds since 1970. */
final class Sql implements AutoCloseable {

    /** Makes a value of the row the result set is at. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement without arguments, once. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement without arguments that comes again and again: BEGIN, COMMIT and the like. */
    void again(String sql) throws SQLException {
        try {
            bind(sql).execute();
        } catch (SQLException e) {
            throw forget(sql, e);
        }
    }

    /** @return how many rows it changed */
    int update(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = bind(sql, arguments);
        try {
            int changed = statement.executeUpdate();
            // else the driver keeps the last message's bytes until the next one comes
            statement.clearParameters();
            return changed;
        } catch (SQLException e) {
            throw forget(sql, e);
        }
    }

    /** All rows of a SELECT, or of a change with RETURNING. */
    <T> List<T> query(Row<T> row, String sql, Object... arguments) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = bind(sql, arguments).executeQuery()) {
            while (result.next()) {
                rows.add(row.read(result));
            }
        } catch (SQLException e) {
            throw forget(sql, e);
        }
        return rows;
    }

    /** The one number a SELECT gives. */
    long number(String sql, Object... arguments) throws SQLException {
        return query(row -> row.getLong(1), sql, arguments).get(0);
    }

    /** The one text a SELECT or PRAGMA gives. */
    String text(String sql) throws SQLException {
        return query(row -> row.getString(1), sql).get(0);
    }

    /** Milliseconds since 1970; {@link Instant#MAX} and all that do not fit as the largest number there is. */
    static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException outOfRange) {
            return time.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    /** The way back from {@link #millis}. */
    static Instant instant(long millis) {
        return millis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(millis);
    }

    private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case null -> statement.setObject(i + 1, null);
                case Instant time -> statement.setLong(i + 1, millis(time));
                case Enum<?> name -> statement.setString(i + 1, name.name());
                case String text -> statement.setString(i + 1, text);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Number number -> statement.setLong(i + 1, number.longValue());
                default -> throw new IllegalArgumentException("no column holds a " + arguments[i].getClass());
            }
        }
        return statement;
    }

    /** After some errors the driver leaves a statement unusable: it is prepared anew next time. */
    private SQLException forget(String sql, SQLException cause) {
        PreparedStatement statement = prepared.remove(sql);
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
        return cause;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
